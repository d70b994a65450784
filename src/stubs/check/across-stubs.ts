/** What can be said of stubs only beside one another: twins, and those that can never answer. */
import type { Respond } from '../respond.ts';
import type { StubDefinition } from '../stub.ts';
import type { StubProblem } from '../stub-error.ts';
import { Findings, type Path } from './findings.ts';
import { didYouMean } from './suggest.ts';

/** A stub that has the right structure, and where it stands. */
export interface Placed {
  definition: StubDefinition;
  path: Path;
}

/** The state in which every scenario begins. */
const FIRST_STATE = 'Started';

/**
 * @param isWhole Are these all stubs there are, asked in this order? Only then can be said what is never reached.
 * @param where how a place is called in messages, e.g. `stubs/a.yaml:4`
 */
export function acrossStubs(
  stubs: readonly Placed[],
  isWhole: boolean,
  where: (stub: Placed) => string = ({ path }) => `number ${Number(path.at(-1) ?? 0) + 1}`,
): StubProblem[] {
  const findings = new Findings();
  twins(stubs, 'id', findings, where);
  twins(stubs, 'name', findings, where);
  if (!isWhole) return findings.problems;
  unreached(stubs, findings, where);
  unsetStates(stubs, findings);
  return findings.problems;
}

function twins(
  stubs: readonly Placed[],
  key: 'id' | 'name',
  findings: Findings,
  where: (stub: Placed) => string,
): void {
  const first = new Map<string, Placed>();
  for (const stub of stubs) {
    const value = stub.definition[key];
    if (value === undefined) continue;
    const twin = first.get(value);
    if (twin === undefined) first.set(value, stub);
    else {
      const message = `stub ${where(twin)} has the ${key} ${JSON.stringify(value)} already.`;
      const path = [...stub.path, key];
      if (key === 'id') findings.error(path, `${message} Give this one another, or none.`);
      else findings.warning(path, `${message} Give this one another, so that the journal can tell them apart.`);
    }
  }
}

function unreached(stubs: readonly Placed[], findings: Findings, where: (stub: Placed) => string): void {
  // Sorting keeps the order of those with equal priority.
  const asked = [...stubs].sort((a, b) => (b.definition.priority ?? 0) - (a.definition.priority ?? 0));
  const greedy = asked.findIndex(({ definition }) => takesAll(definition));
  if (greedy < 0) return;
  for (const { path } of asked.slice(greedy + 1)) {
    findings.warning(
      path,
      `it is never reached: stub ${where(asked[greedy]!)} comes first and takes every request. Give that one conditions, times, or a lower priority.`,
    );
  }
}

function takesAll({ when, times, whenState, respond }: StubDefinition): boolean {
  const isBounded = times !== undefined || whenState !== undefined || isExhausted(respond);
  return !isBounded && Object.values(when ?? {}).every((condition) => condition === undefined);
}

function isExhausted({ sequence, then }: Respond): boolean {
  return sequence !== undefined && then === 'exhaust';
}

function unsetStates(stubs: readonly Placed[], findings: Findings): void {
  const states = new Map<string, Set<string>>();
  for (const { definition } of stubs) {
    const known = states.get(scenarioOf(definition)) ?? new Set([FIRST_STATE]);
    if (definition.setState !== undefined) known.add(definition.setState);
    states.set(scenarioOf(definition), known);
  }
  for (const { definition, path } of stubs) {
    const { whenState } = definition;
    const known = states.get(scenarioOf(definition))!;
    if (whenState === undefined || known.has(whenState)) continue;
    const meant = didYouMean(whenState, [...known]) || ' Give a stub before it a setState.';
    const scenario = JSON.stringify(scenarioOf(definition));
    const message = `no stub brings the scenario ${scenario} into the state ${JSON.stringify(whenState)}.${meant}`;
    findings.warning([...path, 'whenState'], message);
  }
}

function scenarioOf({ scenario = 'default' }: StubDefinition): string {
  return scenario;
}
