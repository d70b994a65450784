/** What is taken out of a request without taking anything for granted: the journal remembers those that were refused as well. */
import type { RequestBlock } from '../../message/request.ts';

/** The text blocks, joined with newlines. */
export function textsOf(blocks: readonly RequestBlock[]): string {
  const texts = blocks.filter(({ type, text }) => type === 'text' && typeof text === 'string');
  return texts.length === 1 ? texts[0]!.text! : texts.map(({ text }) => text).join('\n');
}

/** Of content, which may be a string; what is no block is left out. */
export function blocksIn(content: unknown): readonly RequestBlock[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : (records(content) as RequestBlock[]);
}

/** The objects of a list; none where there is no list. */
export function records(value: unknown): readonly Record<string, unknown>[] {
  if (!Array.isArray(value)) return [];
  return value.every(isRecord) ? value : value.filter(isRecord);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** An object's own field. */
export function field(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const MEDIA: ReadonlyMap<string, string> = new Map([
  ['image', 'image'],
  ['image_url', 'image'],
  ['document', 'document'],
  ['file', 'document'],
]);

/** `image` and `document` for what a block brings, a tool result in its content. */
export function mediaIn({ type, content }: RequestBlock): string[] {
  const parts = type === 'tool_result' ? blocksIn(content).map((part) => part.type) : [type];
  return parts.map((part) => MEDIA.get(part)).filter((kind) => kind !== undefined);
}
