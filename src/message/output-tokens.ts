/** How many output tokens an answer has: what the model wrote, not what was found for it. */
import type { ModelTraits } from '../model.ts';
import { countTokens } from '../tokens.ts';
import type { ContentBlock } from './message.ts';

export interface OutputTokens {
  /** Of all blocks, in the model's own tokens. An answer always costs something. */
  output: number;
  /** Of the thinking among them. */
  thinking: number;
}

/**
 * The tokens of an answer's content: text, thinking, and the arguments of calls. Results of server tools are not the model's words, a
 * compaction is billed by itself, what a text cites costs nothing, and of redacted thinking nobody knows the length.
 *
 * @example outputTokens([{ type: 'text', text: 'Hello, world' }], traits) // { output: 3, thinking: 0 }
 */
export function outputTokens(
  content: readonly ContentBlock[],
  { tokenScale }: Pick<ModelTraits, 'tokenScale'>,
): OutputTokens {
  const scaled = (count: number): number => Math.ceil(count * tokenScale);
  const sum = (blocks: readonly ContentBlock[]): number => blocks.reduce((total, block) => total + piecesOf(block), 0);
  return {
    output: Math.max(1, scaled(sum(content))),
    thinking: scaled(sum(content.filter(({ type }) => type === 'thinking'))),
  };
}

function piecesOf(block: ContentBlock): number {
  switch (block.type) {
    case 'text':
      return countTokens(block.text);
    case 'thinking':
      return countTokens(block.thinking);
    case 'tool_use':
    case 'server_tool_use':
    case 'mcp_tool_use':
      return inputPieces(block.input);
    default:
      return 0;
  }
}

/** Pieces of a call: one for its braces, and its arguments as JSON, pair by pair. */
export function inputPieces(input: Record<string, unknown>): number {
  return Object.entries(input).reduce((total, pair) => total + pairPieces(pair), 1);
}

/** Pieces of one argument of a call. */
export function pairPieces([key, value]: [string, unknown]): number {
  return countTokens(`${JSON.stringify(key)}:${JSON.stringify(value)},`);
}
