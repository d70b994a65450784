/** The gallery: the page of `docs/gallery.md`, made by asking the mock. */
import type { Message } from '../../src/message/message.ts';
import { EXCHANGES, type GalleryExchange } from './gallery-exchanges.ts';
import { readEvents } from './sse.ts';
import { ask, DOORS, mockOf, post } from './wire.ts';

const HEAD = `# Gallery

What the mock answers, one exchange per kind of block and per stop reason. Made by running the server with its default options; a test
keeps it true (\`UPDATE_GALLERY=1 npx vitest run test/gallery.test.ts\` writes it anew). Long texts are cut, marked by \`…\` and the
number of characters that were left out; of long lists and streams the middle is left out.
`;

/** Texts longer than this are cut to the shorter length. */
const LONG = 220;
const CUT = 140;
const MOST_ITEMS = 4;
const MOST_EVENTS = 16;

/** An exchange as it was: which blocks and stops came of it, and how it is shown. */
export interface Shown {
  markdown: string;
  kinds: readonly string[];
  stop: string | null;
}

async function show(exchange: GalleryExchange): Promise<Shown> {
  const { title, door = 'anthropic', headers = {}, stream = false } = exchange;
  const body = ask(door, { ...exchange.ask, ...(stream ? { stream } : {}) });
  const { text, status } = await post(mockOf(), door, body, headers);
  const sent = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  const markdown = [
    `## ${title}`,
    fenced('http', `POST ${DOORS[door].path}\n${sent.join('')}\n${json(body)}`),
    stream ? fenced('text', eventLines(text)) : fenced('json', json(JSON.parse(text))),
  ].join('\n\n');
  const reply = stream || status !== 200 ? undefined : (JSON.parse(text) as Message);
  return {
    markdown,
    kinds: reply?.content.map(({ type }) => type) ?? [],
    stop: reply?.stop_reason ?? null,
  };
}

/** All exchanges, and the page that shows them. */
export async function gallery(): Promise<{ page: string; shown: readonly Shown[] }> {
  const shown: Shown[] = [];
  for (const exchange of EXCHANGES) shown.push(await show(exchange));
  return { page: [HEAD, ...shown.map(({ markdown }) => `${markdown}\n`)].join('\n'), shown };
}

function fenced(language: string, text: string): string {
  // A text of the mock may hold a fence of its own.
  return `\`\`\`\`${language}\n${text}\n\`\`\`\``;
}

function json(value: unknown): string {
  return written(shortened(value), '');
}

/** Widest line that holds a whole object or list. */
const WIDTH = 110;

/** JSON in which whatever fits a line stands in one. */
function written(value: unknown, indent: string): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + line.length <= WIDTH) return line;
  const inner = `${indent}  `;
  const rows = Array.isArray(value)
    ? value.map((entry) => written(entry, inner))
    : Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}: ${written(entry, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${inner}${rows.join(`,\n${inner}`)}\n${indent}${close}`;
}

function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.length > LONG ? cut(value) : value;
  if (Array.isArray(value)) {
    const kept = value.length > MOST_ITEMS ? value.slice(0, 2) : value;
    const rest = value.length - kept.length;
    return [...kept.map(shortened), ...(rest > 0 ? [`… ${rest} more`] : [])];
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, key === 'content' ? all(entry) : shortened(entry)]),
  );
}

/** Blocks are what the gallery is about: none is left out where they are the answer; search results count as a list. */
function all(value: unknown): unknown {
  const blocks =
    Array.isArray(value) && value.every((entry) => (entry as { type?: string })?.type !== 'web_search_result');
  return blocks ? value.map(shortened) : shortened(value);
}

/** Never between the halves of a surrogate pair. */
function cut(text: string): string {
  const kept = /[\ud800-\udbff]$/.test(text.slice(0, CUT)) ? CUT - 1 : CUT;
  return `${text.slice(0, kept)}… ${text.length - kept}`;
}

function eventLines(text: string): string {
  const lines = readEvents(text).map((event) => `event: ${event.type}\ndata: ${JSON.stringify(shortened(event))}\n`);
  if (lines.length <= MOST_EVENTS) return lines.join('\n').trimEnd();
  const half = MOST_EVENTS / 2;
  const left = lines.length - MOST_EVENTS;
  return [...lines.slice(0, half), `… ${left} more events …\n`, ...lines.slice(-half)].join('\n').trimEnd();
}
