/** How each growing content block opens empty in a stream, and which deltas fill it. A kind without a row opens whole. */
import { Allow, parse } from 'partial-json';
import type { Citation, CompactionBlock, ContentBlock, TextBlock, ThinkingBlock, ToolUseBlock } from './message.ts';

export type Delta =
  | { type: 'text_delta'; text: string }
  | { type: 'citations_delta'; citation: Citation }
  | { type: 'thinking_delta'; thinking: string }
  | { type: 'signature_delta'; signature: string }
  | { type: 'input_json_delta'; partial_json: string }
  | { type: 'compaction_delta'; content: string | null; encrypted_content?: string | null };

/** Splits text into the pieces that travel in one delta each; joined they must be the text. */
export type Chop = (text: string) => string[];

interface Growth<B extends ContentBlock> {
  /** The block as `content_block_start` shows it. */
  open(block: B): B;
  /** The deltas that fill it. `cut` says that the block was broken off by `max_tokens`. */
  deltas(block: B, chop: Chop, cut: boolean): Delta[];
  /** The block that the deltas, in order, make of an open one. */
  fill(open: B, deltas: readonly Delta[]): B;
}

const text: Growth<TextBlock> = {
  open: (block) => ({ ...block, text: '', ...(block.citations ? { citations: [] } : {}) }),
  deltas: (block, chop) => [
    ...chop(block.text).map((piece): Delta => ({ type: 'text_delta', text: piece })),
    ...(block.citations ?? []).map((citation): Delta => ({ type: 'citations_delta', citation })),
  ],
  fill(open, deltas) {
    const citations = deltas.flatMap((delta) => (delta.type === 'citations_delta' ? [delta.citation] : []));
    return {
      ...open,
      text: open.text + deltas.map((delta) => (delta.type === 'text_delta' ? delta.text : '')).join(''),
      ...(citations.length > 0 ? { citations: [...(open.citations ?? []), ...citations] } : {}),
    };
  },
};

const thinking: Growth<ThinkingBlock> = {
  open: (block) => ({ ...block, thinking: '', signature: '' }),
  deltas: (block, chop) => [
    ...chop(block.thinking).map((piece): Delta => ({ type: 'thinking_delta', thinking: piece })),
    ...(block.signature === '' ? [] : [{ type: 'signature_delta', signature: block.signature } as const]),
  ],
  fill: (open, deltas) => ({
    ...open,
    thinking: open.thinking + deltas.map((delta) => (delta.type === 'thinking_delta' ? delta.thinking : '')).join(''),
    signature: deltas.reduce(
      (last, delta) => (delta.type === 'signature_delta' ? delta.signature : last),
      open.signature,
    ),
  }),
};

const call: Growth<ToolUseBlock> = {
  open: (block) => ({ ...block, input: {} }),
  // The services send an empty first fragment (messages-api section 5.1); clients must cope with it.
  deltas: (block, chop, cut) =>
    ['', ...chop(cut ? brokenOff(block.input) : JSON.stringify(block.input))].map((piece) => ({
      type: 'input_json_delta',
      partial_json: piece,
    })),
  fill: (open, deltas) => ({
    ...open,
    input: parseInput(deltas.map((delta) => (delta.type === 'input_json_delta' ? delta.partial_json : '')).join('')),
  }),
};

const compaction: Growth<CompactionBlock> = {
  open: (block) => ({ ...block, content: null, ...('encrypted_content' in block ? { encrypted_content: null } : {}) }),
  deltas: ({ type: _, ...rest }) => [{ type: 'compaction_delta', ...rest }],
  fill: (open, deltas) =>
    deltas.reduce((block, { type, ...rest }) => (type === 'compaction_delta' ? Object.assign(block, rest) : block), {
      ...open,
    }),
};

/** The arguments as a stream that `max_tokens` broke off shows them: complete pairs, then nothing where the object should go on. */
function brokenOff(input: Record<string, unknown>): string {
  const open = JSON.stringify(input).slice(0, -1);
  return open === '{' ? open : `${open},`;
}

function parseInput(json: string): Record<string, unknown> {
  // Whole, or broken off between two pairs: then JSON.parse still reads it to the letter, `__proto__` keys included.
  for (const text of [json || '{}', `${json.replace(/,$/, '')}}`]) {
    try {
      return JSON.parse(text) as Record<string, unknown>;
    } catch {}
  }
  return parse(json, Allow.OBJ | Allow.ARR) as Record<string, unknown>;
}

const GROWTH = { text, thinking, tool_use: call, server_tool_use: call, mcp_tool_use: call, compaction };

/** The row of a growing kind, or nothing for a kind that opens whole. */
export function growthOf(type: string): Growth<ContentBlock> | undefined {
  return Object.hasOwn(GROWTH, type)
    ? (GROWTH[type as keyof typeof GROWTH] as unknown as Growth<ContentBlock>)
    : undefined;
}
