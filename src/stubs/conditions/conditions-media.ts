/** Conditions on what comes with the words. */
import { type ConditionRows, single } from './condition.ts';
import type { Facts } from './subject-facts.ts';

const KINDS = ['image', 'document'] as const;

export const MEDIA_CONDITIONS: ConditionRows<'has'> = {
  has: {
    describe: 'Some message brings an image, or a document; of several kinds, each. Results of tools count.',
    example: 'image',
    perCall: false,
    compile(match) {
      const kinds = [match].flat() as readonly (typeof KINDS)[number][];
      return single(
        'has',
        kinds.join(' and '),
        ({ facts }) => kinds.every((kind) => facts.has(kind)),
        ({ facts }) => brought(facts),
      );
    },
  },
};

function brought(facts: Facts): string {
  return KINDS.filter((kind) => facts.has(kind)).join(' and ') || 'nothing';
}
