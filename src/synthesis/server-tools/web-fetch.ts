/** `web_fetch`: the page behind a link of the conversation, invented. Nothing is fetched. */
import type { Random } from '../../random.ts';
import { citedAnswer } from '../citations/cited-answer.ts';
import { inDocument, type Passage } from '../citations/sources.ts';
import { type Heard, quotable } from '../hear.ts';
import { NO_TOPIC, topicOf } from '../topic.ts';
import { allowedBases, isAllowed } from './domains.ts';
import { settingOf } from './offered.ts';
import type { Outcome, Told, Use } from './server-use.ts';

const LINK = /https?:\/\/[^\s<>"'`)\]]{1,2000}/i;
/** Longest address that the service fetches. */
const LONGEST = 250;
/** When every page was fetched: pages are the same in every run, so this is too. */
const RETRIEVED_AT = '2026-01-01T00:00:00Z';

/** The first link in a text, without the punctuation behind it. */
export function linkIn(text: string): string | undefined {
  return LINK.exec(text)?.[0].replace(/[.,;:!?]{1,8}$/, '');
}

export function webFetch({ tool, heard, error, documents, random }: Use): Outcome {
  const link = linkIn(heard.asked);
  const url = link ?? `${allowedBases(tool)[0] ?? 'https://www.example.com'}/`;
  const code = error ?? objection(link, url, isAllowed(tool, url));
  const input = { url };
  const type = 'web_fetch_tool_result';
  if (code !== null) {
    return {
      input,
      type,
      content: { type: 'web_fetch_tool_result_error', error_code: code },
      told: [{ text: `The page could not be fetched (${code}). ` }],
    };
  }
  const topic = subjectOf(url, topicOf({ ...heard, asked: heard.asked.replace(LINK, ' ') }));
  const title = `${new URL(url).hostname}: ${quotable(topic, 12)}`;
  const fact = random.pick([
    'names three things to keep in mind',
    'begins with a summary of two sentences',
    'was last edited by its author',
    'lists its sources at the end',
  ]);
  const data = `${title}\n\nThis page is about ${topic}. It ${fact}.\n`;
  const source = { type: 'text', media_type: 'text/plain', data };
  const citations = settingOf(tool, 'citations');
  const cites =
    typeof citations === 'object' && citations !== null && (citations as { enabled?: unknown }).enabled === true;
  return {
    input,
    type,
    content: {
      type: 'web_fetch_result',
      url,
      content: {
        type: 'document',
        source,
        title,
        ...(cites ? { citations: { enabled: true } } : {}),
      },
      retrieved_at: RETRIEVED_AT,
    },
    told: cites
      ? quoting(url, inDocument({ type: 'document', source, title }, documents), heard, random)
      : [{ text: `I have read the page at ${new URL(url).hostname}. It is about ${topic} and ${fact}. ` }],
  };
}

/** The answer in words of the page. */
function quoting(url: string, passages: readonly Passage[], heard: Heard, random: Random): Told[] {
  // Nobody quotes a heading.
  const body = passages.filter(
    ({ title, citation }) => Number(citation['start_char_index']) > [...(title ?? '')].length,
  );
  const read = { text: `I have read the page at ${new URL(url).hostname}. ` };
  return [read, ...citedAnswer(body, heard, random.fork('quoting'))];
}

/** What the page is about: the topic of the question, or else the last words of the address. */
function subjectOf(url: string, topic: string): string {
  if (topic !== NO_TOPIC) return topic;
  const { hostname, pathname } = new URL(url);
  const words =
    pathname
      .split('/')
      .findLast((part) => part !== '')
      ?.replace(/\.[a-z]{1,5}$/i, '') ?? '';
  return (
    words
      .replace(/[^a-z0-9]+/gi, ' ')
      .trim()
      .slice(0, 60) || hostname
  );
}

function objection(link: string | undefined, url: string, allowed: boolean): string | null {
  if (link === undefined) return 'url_not_in_prior_context';
  if (url.length > LONGEST) return 'url_too_long';
  if (!URL.canParse(url)) return 'invalid_tool_input';
  return allowed ? null : 'url_not_allowed';
}
