/** Stubs in the order in which they are asked, with the index over them. It never changes: a reload makes a new one. */

import type { Asking } from './conditions/condition.ts';
import type { Facts } from './conditions/subject-facts.ts';
import { Ascending } from './index/ascending.ts';
import { StubIndex } from './index/stub-index.ts';
import { type ReadyStub, readyStub, refuse } from './ready-stub.ts';
import type { StubDefinition } from './stub.ts';
import type { StubProblem } from './stub-error.ts';

/** A stub that has been checked, and where it came from. */
export interface StubSource {
  definition: StubDefinition;
  origin: string;
}

export class StubSet {
  /** Higher priority first; of one priority in the order given. */
  readonly stubs: readonly ReadyStub[];
  /** Does any stub depend on how often all else fitted? */
  readonly counts: boolean;
  readonly #byId: ReadonlyMap<string, ReadyStub>;
  #index: StubIndex | undefined;

  constructor(stubs: readonly ReadyStub[]) {
    this.stubs = [...stubs].sort((a, b) => b.priority - a.priority);
    this.counts = stubs.some(({ when }) => when.counted);
    this.#byId = new Map(stubs.map((stub) => [stub.id, stub]));
  }

  get size(): number {
    return this.stubs.length;
  }

  get(id: string): ReadyStub | undefined {
    return this.#byId.get(id);
  }

  /** The stubs whose pure conditions hold for a request. */
  held(facts: Facts): Held {
    this.#index ??= new StubIndex(this.stubs.map(({ definition }) => definition.when));
    return new Held(this.stubs, new Ascending(this.#index.candidates(facts)));
  }
}

/** The stubs whose pure conditions hold, found as far as somebody asks, and kept. Good for every call with the same body. */
export class Held {
  readonly #stubs: readonly ReadyStub[];
  readonly #candidates: Ascending;
  readonly #found: ReadyStub[] = [];
  #atEnd = false;

  constructor(stubs: readonly ReadyStub[], candidates: Ascending) {
    this.#stubs = stubs;
    this.#candidates = candidates;
  }

  /** The `n`-th of them, from 0, or undefined when there are fewer. `asking` is any with the body in question. */
  at(n: number, asking: Asking): ReadyStub | undefined {
    while (n >= this.#found.length && !this.#atEnd) this.#look(asking);
    return this.#found[n];
  }

  #look(asking: Asking): void {
    const number = this.#candidates.next();
    const stub = number === undefined ? undefined : this.#stubs[number]!;
    if (!stub) this.#atEnd = true;
    else if (stub.when.pure(asking)) this.#found.push(stub);
  }
}

/**
 * The stubs of files, for all sessions.
 *
 * Where a stub has no id it gets `<origin>:<name>`, or `<origin>:<n>` for the n-th of its origin, which stay the same when the files
 * are read again.
 *
 * @throws StubError with every problem found; paths begin with the position in `sources`
 */
export function stubSet(sources: readonly StubSource[]): StubSet {
  const problems: StubProblem[] = [];
  const taken = new Set<string>();
  for (const [position, { definition, origin }] of sources.entries()) {
    const { id } = definition;
    if (id !== undefined && taken.has(id)) problems.push(twin(id, [position, 'id'], origin));
    if (id !== undefined) taken.add(id);
  }
  const positions = new Map<string, number>();
  const stubs = sources.map(({ definition, origin }, position) => {
    const n = (positions.get(origin) ?? 0) + 1;
    positions.set(origin, n);
    const id = definition.id ?? freeId(`${origin}:${definition.name ?? n}`, taken);
    return readyStub(definition, { id, origin, path: [position] }, problems);
  });
  refuse(problems, sources.length > 1);
  return new StubSet(stubs.filter((stub) => stub !== undefined));
}

/** The problem of a second stub with one id. */
export function twin(id: string, path: StubProblem['path'], origin: string): StubProblem {
  const message = `Another stub has the id "${id}" already (${origin}). Give this one an id of its own, or none.`;
  return { path, message, severity: 'error' };
}

function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`;
  taken.add(id);
  return id;
}
