/** The order of a stream's events, so that it does not matter how much was said. */
import { isObject, type RecordedEvent } from '../replay/events-of.ts';
import type { Difference } from './difference.ts';
import { typeIn } from './type-in.ts';

interface Patterns {
  /** Events outside of blocks; `blocks` for any number of those. */
  frame: string[];
  /** How blocks of a kind grow. */
  blocks: Map<string, Set<string>>;
}

/** Pings and the sentinel may stand anywhere, and do not count. */
function patternsOf(events: readonly RecordedEvent[]): Patterns {
  const frame: string[] = [];
  const blocks = new Map<string, Set<string>>();
  let open: { type: string; steps: string[] } | undefined;
  for (const { name, value, data } of events) {
    const type = value?.['type'] === undefined ? name : typeIn(value);
    if (type === 'ping' || data === '[DONE]') continue;
    if (type === 'content_block_start') {
      const block = value?.['content_block'];
      open = { type: typeIn(block), steps: [] };
      if (frame.at(-1) !== 'blocks') frame.push('blocks');
    } else if (open && type === 'content_block_delta') {
      const delta = value?.['delta'];
      const step = typeIn(delta);
      // One without content, as some begin with, depends on how the text was cut.
      const isEmpty = isObject(delta) && Object.entries(delta).every(([key, field]) => key === 'type' || field === '');
      if (!isEmpty && open.steps.at(-1) !== step) open.steps.push(step);
    } else if (open && type === 'content_block_stop') {
      blocks.set(open.type, (blocks.get(open.type) ?? new Set()).add(open.steps.join(', ')));
      open = undefined;
    } else if (frame.at(-1) !== type) frame.push(type);
  }
  return { frame, blocks };
}

/** How the order of events differs: around the blocks, and within those of kinds that both have. */
export function orderDifferences(before: readonly RecordedEvent[], after: readonly RecordedEvent[]): Difference[] {
  const [old, now] = [patternsOf(before), patternsOf(after)];
  const found: Difference[] = [];
  const tell = (where: string, before: string, after: string): void => {
    if (before !== after) found.push({ kind: 'event order', where, before, after });
  };
  const bothHaveBlocks = old.frame.includes('blocks') && now.frame.includes('blocks');
  const framed = ({ frame }: Patterns) => frame.filter((type) => bothHaveBlocks || type !== 'blocks').join(', ');
  tell('stream', framed(old), framed(now));
  for (const [type, steps] of old.blocks) {
    const [told, others] = [stepsOf(steps), stepsOf(now.blocks.get(type))];
    // A block that stays empty, as those of short answers do, says nothing about the others.
    if (told && others) tell(`block ${type}`, told, others);
  }
  return found;
}

function stepsOf(patterns: ReadonlySet<string> = new Set()): string {
  return [...patterns]
    .filter((steps) => steps !== '')
    .sort()
    .join(' or ');
}
