/** The stubs that came nearest to answering a request, and what kept each from it. */
import type { Finding } from './conditions/finding.ts';
import { factsOf } from './conditions/subject-facts.ts';
import type { ReadyStub } from './ready-stub.ts';
import type { NearMiss } from './stub-view.ts';
import type { Subject } from './subject.ts';
import type { Tallies } from './tallies.ts';

/** Explaining takes microseconds for each stub: with ten thousand of them the first thousand must do. */
const MOST_EXPLAINED = 1000;

/**
 * The `most` nearest, by the share of their conditions that held. Stubs of which nothing held are left out unless there are no others.
 *
 * @param stubs in the order in which they are asked
 */
export function nearMisses(stubs: Iterable<ReadyStub>, subject: Subject, tallies: Tallies, most: number): NearMiss[] {
  const misses: NearMiss[] = [];
  for (const stub of stubs) {
    if (misses.length === MOST_EXPLAINED) break;
    misses.push(missOf(stub, subject, tallies));
  }
  const near = misses.filter(({ score }) => score > 0);
  // Sorting keeps the order of equals.
  return (near.length > 0 ? near : misses).sort((a, b) => b.score - a.score).slice(0, most);
}

function missOf(stub: ReadyStub, subject: Subject, tallies: Tallies): NearMiss {
  const { answered, fitted } = tallies.of(stub.id);
  const findings = [
    ...stub.when.explain(subject, { id: stub.id, nth: Math.max(1, fitted) }),
    ...stateOf(stub, tallies),
    ...leftOf(stub, answered, factsOf(subject).turn),
  ];
  const failed = findings.filter(({ holds }) => !holds);
  const score = findings.length === 0 ? 1 : (findings.length - failed.length) / findings.length;
  return {
    id: stub.id,
    name: stub.name,
    origin: stub.origin,
    score,
    failed: failed.map(({ condition, expected, actual }) => ({ condition, expected, actual })),
  };
}

function stateOf({ definition: { whenState }, scenario }: ReadyStub, tallies: Tallies): Finding[] {
  if (whenState === undefined) return [];
  const actual = tallies.state(scenario);
  return [{ condition: 'whenState', holds: actual === whenState, expected: whenState, actual }];
}

/** Only what ran out is worth a word: that a stub may still answer brings it no nearer. */
function leftOf({ definition: { times }, respond, most }: ReadyStub, answered: number, turn: number): Finding[] {
  if (answered >= most) {
    const condition = times === most ? 'times' : 'respond.sequence';
    return [{ condition, holds: false, expected: `at most ${most}`, actual: `${answered} answered` }];
  }
  if (respond.pick(answered + 1, turn)) return [];
  return [
    { condition: 'respond.sequence', holds: false, expected: 'a reply that is left', actual: `none for turn ${turn}` },
  ];
}
