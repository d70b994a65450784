/** The stubs whose pure conditions hold for a body, kept with it. */
import type { Asking } from './conditions/condition.ts';
import type { ReadyStub } from './ready-stub.ts';
import type { Held, StubSet } from './stub-set.ts';

/** What is kept with a body: values by name. */
export interface KeptWithBody {
  once<T>(name: unknown, make: () => T): T;
}

const HELD = Symbol('stubs that hold');

/** The stubs of both sets whose pure conditions hold, in order, found one by one. `kept` spares a body seen before the search. */
export function heldIn(own: StubSet, shared: StubSet, asking: Asking, kept: KeptWithBody | undefined): Next {
  // One weak map for all sets, of which every session may have one: sets come and go, and bodies stay.
  const bySet = kept?.once(HELD, () => new WeakMap<StubSet, Held>());
  return merged(heldOf(own, asking, bySet), heldOf(shared, asking, bySet), asking);
}

interface Next {
  next(): ReadyStub | undefined;
}

function heldOf(set: StubSet, { facts }: Asking, kept: WeakMap<StubSet, Held> | undefined): Held | undefined {
  if (set.size === 0) return undefined;
  let held = kept?.get(set);
  if (!held) {
    held = set.held(facts);
    kept?.set(set, held);
  }
  return held;
}

/** Two lists in order, read as one; of equal priority the own ones come first. */
function merged(own: Held | undefined, shared: Held | undefined, asking: Asking): Next {
  let nextOwn = 0;
  let nextShared = 0;
  return {
    next() {
      const a = own?.at(nextOwn, asking);
      const b = shared?.at(nextShared, asking);
      if (a && (!b || a.priority >= b.priority)) {
        nextOwn++;
        return a;
      }
      nextShared++;
      return b;
    },
  };
}
