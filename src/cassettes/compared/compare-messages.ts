/** In what two messages differ, apart from their shape. */
import { isDeepStrictEqual } from 'node:util';
import type { ContentBlock, Message } from '../../message/message.ts';
import { differences } from '../match/differences.ts';
import type { Difference, DifferenceKind } from './difference.ts';

/** Those that are new with every reply, or made of those that are. */
const FRESH: ReadonlySet<string> = new Set([
  'id',
  'tool_use_id',
  'signature',
  'data',
  'encrypted_content',
  'encrypted_index',
  'expires_at',
  'openrouter_metadata',
]);
/** Of a message; whatever else it has is a value. */
const KINDS: Readonly<Record<string, DifferenceKind>> = {
  stop_reason: 'stop_reason',
  stop_sequence: 'stop_reason',
  model: 'model',
  usage: 'usage',
};
/** Of a block of any kind. */
const TEXTS: ReadonlySet<string> = new Set(['text', 'thinking', 'citations', 'summary']);

export function messageDifferences(before: Message, after: Message): Difference[] {
  const found: Difference[] = [];
  const [old, now] = [before.content.map(labelOf), after.content.map(labelOf)];
  if (!isDeepStrictEqual(old, now)) found.push({ kind: 'blocks', where: '/content', before: old, after: now });
  for (const [index, block] of before.content.entries()) {
    const other = after.content[index];
    if (other?.type === block.type) found.push(...blockDifferences(block, other, `/content/${index}`));
  }
  const { content: _, ...fields } = before;
  const { content: __, ...others } = after;
  found.push(...valueDifferences(fields, others, '', (key) => (Object.hasOwn(KINDS, key) ? KINDS[key]! : 'value')));
  return found;
}

/** @example labelOf({ type: 'tool_use', name: 'weather', … }) // 'tool_use weather' */
function labelOf(block: ContentBlock): string {
  return 'name' in block && typeof block.name === 'string' ? `${block.type} ${block.name}` : block.type;
}

function blockDifferences(before: ContentBlock, after: ContentBlock, where: string): Difference[] {
  if (!('input' in before) || !('input' in after)) {
    return valueDifferences(before, after, where, (key) => (TEXTS.has(key) ? 'text' : 'value'));
  }
  return differences(before.input, after.input).map(({ location, recorded, asked }) => ({
    kind: 'tool input',
    where: pointerOf(`${where}/input`, location),
    before: recorded,
    after: asked,
  }));
}

/**
 * Values that both have; what only one has is of the shape.
 *
 * @param kindOf by the outermost key
 */
export function valueDifferences(
  before: object,
  after: object,
  where: string,
  kindOf: (key: string) => DifferenceKind,
): Difference[] {
  return differences(before, after)
    .filter(({ location }) => !location.some((step) => FRESH.has(String(step))))
    .filter(({ location, recorded, asked }) => {
      const inList = typeof location.at(-1) === 'number';
      return inList || (recorded !== undefined && asked !== undefined);
    })
    .map(({ location, recorded, asked }) => ({
      kind: kindOf(String(location[0])),
      where: pointerOf(where, location),
      before: recorded,
      after: asked,
    }));
}

function pointerOf(above: string, location: readonly (string | number)[]): string {
  return above + location.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
