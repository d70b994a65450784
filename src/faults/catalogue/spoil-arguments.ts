/** The ways in which the arguments of a call can be spoiled. */
import type { Json } from '../told-events.ts';

export const SPOILINGS = ['cut', 'invalid-json', 'wrong-types', 'nothing', 'text'] as const;

export type Spoiling = (typeof SPOILINGS)[number];

/** The JSON text that a stream's deltas add up to, spoiled. */
export function spoilText(text: string, input: Json, as: Spoiling): string {
  if (as === 'cut') return text.slice(0, Math.ceil(text.length / 2));
  // Amid the text: parsers of partial JSON forgive all that is wrong at its end.
  if (as === 'invalid-json') return text.includes(':') ? text.replace(':', '') : '{]';
  return JSON.stringify(spoilInput(input, as));
}

/** The `input` of a JSON reply, spoiled. Of arguments that are cut, the first half comes through. */
export function spoilInput(input: Json, as: Spoiling): unknown {
  const entries = Object.entries(input);
  switch (as) {
    case 'cut':
      return Object.fromEntries(entries.slice(0, entries.length >> 1));
    case 'wrong-types':
      // With nothing to turn, there is at least something that is not expected.
      if (entries.length === 0) return { unexpected: [null] };
      return Object.fromEntries(entries.map(([key, value]) => [key, ofAnotherType(value)]));
    case 'text':
      return JSON.stringify(input);
    default:
      return {};
  }
}

function ofAnotherType(value: unknown): unknown {
  if (typeof value === 'string') return value.length;
  if (typeof value === 'number' || typeof value === 'boolean') return { value };
  return value === null ? 'null' : JSON.stringify(value);
}
