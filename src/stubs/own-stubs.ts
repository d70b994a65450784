/** The stubs that one session was given in code or over the control API. */
import { checkStubs } from './check/check-stubs.ts';
import { type ReadyStub, readyStub, refuse } from './ready-stub.ts';
import type { StubDefinition } from './stub.ts';
import type { StubProblem } from './stub-error.ts';
import { StubSet, twin } from './stub-set.ts';

export class OwnStubs {
  /** In the order of adding. */
  #stubs: readonly ReadyStub[] = [];
  #set: StubSet | undefined;
  /** Ids given by the mock so far. */
  #given = 0;

  get size(): number {
    return this.#stubs.length;
  }

  /** In the order in which they are asked: of one priority the last one first. */
  get set(): StubSet {
    // Made when it is asked for: a thousand stubs may be added one by one.
    this.#set ??= new StubSet(this.#stubs.toReversed());
    return this.#set;
  }

  /**
   * Adds all or none.
   *
   * @param shared those of the files, whose ids are taken
   * @throws StubError with every problem, paths from the root of `given`
   */
  add(given: readonly StubDefinition[], origin: string, shared: StubSet): ReadyStub[] {
    const { stubs, problems } = checkStubs(given);
    refuse(problems, given.length > 1);
    const before = this.#given;
    const added = this.#ready(stubs, origin, shared, problems);
    if (added.length < stubs.length || problems.some(({ severity }) => severity === 'error')) this.#given = before;
    refuse(problems, given.length > 1);
    this.#replace([...this.#stubs, ...added]);
    return added;
  }

  remove(id: string): boolean {
    const rest = this.#stubs.filter((stub) => stub.id !== id);
    const found = rest.length < this.#stubs.length;
    if (found) this.#replace(rest);
    return found;
  }

  /** Takes all away; ids begin anew. */
  clear(): void {
    this.#replace([]);
    this.#given = 0;
  }

  #ready(stubs: readonly StubDefinition[], origin: string, shared: StubSet, problems: StubProblem[]): ReadyStub[] {
    const taken = new Map(this.#stubs.map((stub) => [stub.id, stub.origin]));
    const ownerOf = (id: string) => taken.get(id) ?? shared.get(id)?.origin;
    for (const [n, { id }] of stubs.entries()) {
      if (id === undefined) continue;
      const owner = ownerOf(id);
      if (owner !== undefined) problems.push(twin(id, [n, 'id'], owner));
      taken.set(id, origin);
    }
    return stubs
      .map((definition, n) => {
        const id = definition.id ?? this.#nextId(ownerOf);
        return readyStub(definition, { id, origin, path: [n] }, problems);
      })
      .filter((stub) => stub !== undefined);
  }

  #nextId(ownerOf: (id: string) => string | undefined): string {
    for (;;) {
      this.#given++;
      const id = `stub-${this.#given}`;
      if (ownerOf(id) === undefined) return id;
    }
  }

  #replace(stubs: readonly ReadyStub[]): void {
    this.#stubs = stubs;
    this.#set = undefined;
  }
}
