/** Conditions on when it is asked: the turn of the conversation, which call it is, and chance. */
import { createRandom } from '../../random.ts';
import { type Asking, type ConditionRows, single } from './condition.ts';
import { compileCount } from './count-match.ts';

export const TURN_CONDITIONS: ConditionRows<'turn' | 'nth' | 'probability'> = {
  turn: {
    describe: 'Turn of the conversation: 1 before the first answer of the assistant, 2 after it.',
    example: { min: 2 },
    perCall: false,
    compile(match) {
      const { fits, expected } = compileCount(match);
      return single(
        'turn',
        expected,
        ({ facts }) => fits(facts.turn),
        ({ facts }) => String(facts.turn),
      );
    },
  },
  nth: {
    describe: 'Which of the calls that all else of the stub fits, whoever answered them: the first is 1.',
    example: { max: 3 },
    perCall: true,
    compile(match) {
      const { fits, expected } = compileCount(match);
      return single(
        'nth',
        expected,
        ({ call: { nth } }) => nth === undefined || fits(nth),
        ({ call: { nth } }) => String(nth ?? 'not counted here'),
        'counts',
      );
    },
  },
  probability: {
    describe:
      'Share of the calls that all else of the stub fits, from 0 to 1; drawn from the seed, so each run draws the same.',
    example: 0.25,
    perCall: true,
    compile: (share) =>
      single(
        'probability',
        `a draw below ${share}`,
        (asking) => (drawn(asking) ?? 0) < share,
        (asking) => drawn(asking)?.toFixed(4) ?? 'not drawn here',
        'call',
      ),
  },
};

function drawn({ call: { unique, id } }: Asking): number | undefined {
  return unique === undefined ? undefined : createRandom(`${unique} ${id ?? ''} probability`).float();
}
