/** Cuts the texts of an edited message as those of the recorded stream were cut. */
import type { Chop } from '../../message/blocks.ts';
import type { Message } from '../../message/message.ts';
import { typeIn } from '../compared/type-in.ts';
import type { Recording } from '../recording.ts';
import { eventsOf, isObject } from '../replay/events-of.ts';

/** The deltas of which a text grows. */
const TEXTS: Readonly<Record<string, string>> = {
  text_delta: 'text',
  thinking_delta: 'thinking',
  input_json_delta: 'partial_json',
};
/** Kinds of blocks whose text is cut. */
const CUT: ReadonlySet<string> = new Set(['text', 'thinking', 'tool_use', 'server_tool_use', 'mcp_tool_use']);

/**
 * A chop for one `disassemble` of `message`: the nth text block is cut like the recorded one, and so on for the other kinds. A text that
 * is longer goes on with the same sizes from the first; one of a kind that was not recorded stays whole.
 */
export function recordedChop(recording: Recording, message: Message): Chop {
  const recorded = sizesOf(recording);
  const seen = new Map<string, number>();
  // `disassemble` asks once for each of these, in order.
  const sizes = message.content
    .filter(({ type }) => CUT.has(type))
    .map(({ type }) => {
      const place = seen.get(type) ?? 0;
      seen.set(type, place + 1);
      const like = recorded.filter((block) => block.type === type);
      return (like[place] ?? like.at(-1))?.sizes ?? [];
    });
  return (text) => cut(text, sizes.shift() ?? []);
}

/** In UTF-16 units. */
function sizesOf(recording: Recording): { type: string; sizes: number[] }[] {
  const blocks: { type: string; sizes: number[] }[] = [];
  for (const { value } of eventsOf(recording)) {
    if (!value) continue;
    const { type, content_block: block, delta } = value;
    if (type === 'content_block_start' && isObject(block)) blocks.push({ type: typeIn(block), sizes: [] });
    if (!isObject(delta)) continue;
    const key = typeIn(delta);
    const text = Object.hasOwn(TEXTS, key) ? delta[TEXTS[key]!] : undefined;
    if (typeof text === 'string' && text !== '') blocks.at(-1)?.sizes.push(text.length);
  }
  return blocks;
}

function cut(text: string, sizes: readonly number[]): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let turn = 0; start < text.length; turn++) {
    let end = Math.min(text.length, start + (sizes[turn % sizes.length] ?? text.length));
    // A delta never ends in half a character.
    if (/[\uD800-\uDBFF]/.test(text[end - 1]!) && /[\uDC00-\uDFFF]/.test(text[end] ?? '')) end++;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}
