/** `web_search`: results that nobody fetched, on domains that nobody owns, and what the answer cites of them. */
import { opaque } from '../../message/opaque.ts';
import type { Random } from '../../random.ts';
import { type Heard, quotable } from '../hear.ts';
import { keyWords, NO_TOPIC, topicOf } from '../topic.ts';
import { allowedBases } from './domains.ts';
import { settingOf } from './offered.ts';
import type { Outcome, Told, Use } from './server-use.ts';

const TITLES = [
  '{topic}: what to know',
  'A short guide to {topic}',
  '{topic} explained',
  'Questions and answers about {topic}',
  '{topic}: an overview',
  'Notes on {topic}',
  'The state of {topic}',
  '{topic} in figures',
];
const SNIPPETS = [
  'The article gives an overview of {topic} and names the points on which sources agree.',
  'Interest in {topic} has grown steadily, and most observers expect that to continue.',
  'Three things decide about {topic}: timing, cost, and how well the basics are understood.',
  'For {topic}, the editors recommend starting from primary sources and checking dates.',
  'Recent changes to {topic} are smaller than the headlines suggest.',
];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'];
/** The service cites at most this many characters of a result. */
const LONGEST_CITED = 150;

export function webSearch({ tool, heard, about, error, random }: Use): Outcome {
  const query = queryOf(heard, about);
  const type = 'web_search_tool_result';
  if (error !== null) {
    return {
      input: { query },
      type,
      content: { type: 'web_search_tool_result_error', error_code: error },
      told: [{ text: `The search for ${query} did not work (${error}). ` }],
    };
  }
  const topic = placed(query, settingOf(tool, 'user_location'));
  const bases = allowedBases(tool);
  const results =
    bases.length === 0 ? [] : found(topic, bases, howMany(settingOf(tool, 'max_results'), random), random);
  return {
    input: { query },
    type,
    content: results,
    told: tell(query, results, random),
  };
}

/** What says that and where to search, and is no part of what is searched for. */
const ORDER = /\b(?:(?:on |in )?the (?:web|internet)|online|web search|search|look up|google)(?: for| about)?\b/gi;

/** A few words, as models search: the subject of this use, or the topic of the question. */
function queryOf(heard: Heard, about: string | null): string {
  const wanted = { ...heard, asked: heard.asked.slice(-20_000).replace(ORDER, '. ') };
  if (about !== null) {
    const word = keyWords(wanted).find((one) => !about.includes(one) && !wanted.asked.includes(`and ${one}`));
    return quotable(word === undefined ? about : `${about} ${word}`, 16);
  }
  const topic = topicOf(wanted);
  return quotable(topic === NO_TOPIC ? heard.asked : topic, 16) || 'news';
}

function howMany(most: unknown, random: Random): number {
  const wanted = random.int(3, 5);
  return typeof most === 'number' && most >= 1 ? Math.min(wanted, Math.floor(most)) : wanted;
}

function placed(query: string, location: unknown): string {
  const place = typeof location === 'object' && location !== null ? (location as Record<string, unknown>) : {};
  const where = [place['city'], place['region'], place['country']].find((one) => typeof one === 'string' && one !== '');
  const name = typeof where === 'string' ? quotable(where, 8) : '';
  return name === '' || query.includes(name) ? query : `${query} in ${name}`;
}

interface WebResult {
  type: 'web_search_result';
  title: string;
  url: string;
  encrypted_content: string;
  page_age: string | null;
}

function found(topic: string, bases: readonly string[], count: number, random: Random): WebResult[] {
  const slug =
    topic
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'article';
  const first = random.int(0, bases.length - 1);
  const title = random.int(0, TITLES.length - 1);
  return Array.from({ length: count }, (_, i) => {
    const base = bases[(first + i) % bases.length]!;
    // Two pages of one site need two addresses.
    const round = Math.floor(i / bases.length);
    const url = `${base}/${slug}${round === 0 ? '' : `-${round + 1}`}`;
    const age = random.chance(0.7) ? `${random.pick(MONTHS)} ${random.int(1, 28)}, 2026` : null;
    return {
      type: 'web_search_result',
      title: capital(TITLES[(title + i) % TITLES.length]!.replace('{topic}', () => topic)),
      url,
      encrypted_content: opaque(320, url, topic),
      page_age: age,
    };
  });
}

function tell(query: string, results: readonly WebResult[], random: Random): Told[] {
  if (results.length === 0) return [{ text: `The search for ${query} found nothing. ` }];
  const first = random.int(0, SNIPPETS.length - 1);
  const told: Told[] = [{ text: `Here is what I found about ${query}. ` }];
  for (const [i, { url, title }] of results.slice(0, random.int(1, 2)).entries()) {
    const snippet = SNIPPETS[(first + i) % SNIPPETS.length]!.replace('{topic}', () => query);
    const cited_text = [...snippet].slice(0, LONGEST_CITED).join('');
    const encrypted_index = opaque(64, 'index', url, String(i));
    if (i > 0) told.push({ text: ' Another page adds this: ' });
    told.push({
      text: snippet,
      citations: [{ type: 'web_search_result_location', cited_text, url, title, encrypted_index }],
    });
  }
  return told;
}

function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
