/** What was asked and answered, for people who look for why a test failed. */
import type { JournalEntry } from '../journal/journal-entry.ts';

const MOST = 20;
const LINE = 160;

/**
 * Up to twenty exchanges, three lines each: the request, what the user said last, and the answer with whose it is.
 *
 * @param url where they should have come, told when there was none
 * @example printJournal(mock.requests(), 'my test', mock.url)
 */
export function printJournal(entries: readonly JournalEntry[], test: string | undefined, url?: string): string {
  const count = `${entries.length} ${entries.length === 1 ? 'request' : 'requests'}`;
  const head = `stuntdouble: ${count}${test === undefined ? '' : ` in "${test}"`}`;
  if (entries.length === 0 && url !== undefined) {
    return `${head}\n  Nothing came to ${url}: is it the client's base URL, and was the answer awaited?`;
  }
  const left = entries.length - MOST;
  const earlier = left > 0 ? [`  (${left} earlier ones)`] : [];
  return [head, ...earlier, ...entries.slice(-MOST).flatMap(linesOf)].join('\n');
}

function linesOf(entry: JournalEntry): string[] {
  const { id, request, model, stream } = entry;
  const asked = [`${request.method} ${request.path}`, model, stream ? 'stream' : null].filter(Boolean).join('  ');
  const said = lastText(request.body);
  return [
    `  #${id} ${short(asked)}`,
    ...(said ? [`     user: ${short(said)}`] : []),
    ...whyLines(entry),
    `     ${answerLine(entry)}`,
  ];
}

/** The stub that answered, or why none did. */
function whyLines({ stub, nearMisses }: JournalEntry): string[] {
  if (stub) return [`     stub: ${short(stub.name)}`];
  return nearMisses.slice(0, 2).map(({ name, failed }) => {
    const why = failed.map(({ condition, expected, actual }) => `${condition}: expected ${expected}, got ${actual}`);
    return `     near: ${short(`${name} (${why.join('; ')})`)}`;
  });
}

function answerLine({ response, source, outcome, usage }: JournalEntry): string {
  const { status, message, body } = response;
  const said = message?.content.map(blockText).join(' ') ?? errorText(body);
  const parts = [
    `${status} ${source}`,
    message?.stop_reason,
    usage ? `${usage.input_tokens}+${usage.output_tokens} tokens` : null,
    outcome === 'completed' ? null : outcome,
    said ? short(said) : null,
  ];
  return parts.filter(Boolean).join('  ');
}

function blockText(block: { type: string }): string {
  if ('text' in block && typeof block.text === 'string') return block.text;
  if ('name' in block && 'input' in block) return `${String(block.name)} ${JSON.stringify(block.input)}`;
  return `[${block.type}]`;
}

function errorText(body: unknown): string | undefined {
  const { error } = (body ?? {}) as { error?: { type?: unknown; message?: unknown } };
  return error && `${String(error.type)}: ${String(error.message)}`;
}

/** Text of the last user message. */
function lastText(body: unknown): string | undefined {
  const { messages } = (body ?? {}) as { messages?: unknown };
  const last = Array.isArray(messages) ? messages.findLast((message) => message?.role === 'user')?.content : undefined;
  if (!Array.isArray(last)) return typeof last === 'string' ? last : undefined;
  return last
    .map((block) =>
      block?.type === 'tool_result' ? `[result] ${flat(block.content)}` : (block?.text ?? `[${block?.type}]`),
    )
    .join(' ');
}

function flat(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

/** On one line, and without what moves the cursor. */
function short(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ');
  return line.length > LINE ? `${line.slice(0, LINE - 1)}…` : line;
}
