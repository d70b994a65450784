import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alarm, Clock } from '../src/clock.ts';
import { VirtualClock } from '../src/virtual-clock.ts';
import { frozenClock } from './support/clocks.ts';

const START = 1_700_000_000_000;

/** A clock underneath whose time passes by hand: the plainest that can be. */
function handClock(): Clock & { pass(ms: number): void; waiting(): number } {
  let time = 0;
  let timers: { due: number; callback: () => void }[] = [];
  return {
    now: () => START + time,
    elapsed: () => time,
    after(ms, callback) {
      const timer = { due: time + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    waiting: () => timers.length,
    pass(ms) {
      const end = time + ms;
      for (;;) {
        const due = Math.min(...timers.map((timer) => timer.due));
        if (due > end) break;
        const next = timers.find((timer) => timer.due === due)!;
        timers = timers.filter((timer) => timer !== next);
        time = due;
        next.callback();
      }
      time = end;
    },
  };
}

/** What is done to a clock. A wait may be set a second time when it is over, or anew at any time. */
type Deed =
  | { do: 'wait'; ms: number; second: number | undefined }
  | { do: 'call off'; which: number }
  | { do: 'set anew'; which: number; ms: number }
  | { do: 'pass'; ms: number }
  | { do: 'advance'; ms: number }
  | { do: 'freeze' }
  | { do: 'resume' };

const span = fc.integer({ min: 0, max: 30 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ do: fc.constant('wait' as const), ms: span, second: fc.option(span, { nil: undefined }) }),
  fc.record({ do: fc.constant('call off' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('set anew' as const), which: fc.nat(20), ms: span }),
  fc.record({ do: fc.constant('pass' as const), ms: span }),
  fc.record({ do: fc.constant('advance' as const), ms: span }),
  fc.constant({ do: 'freeze' as const }),
  fc.constant({ do: 'resume' as const }),
);

/** The model: one time, a list of waits, and time that either passes or does not. */
function model(deeds: readonly Deed[]): { rung: string[]; time: number } {
  const rung: string[] = [];
  let waits: { name: string; due: number; second: number | undefined }[] = [];
  let time = 0;
  let frozen = false;
  let names = 0;
  const move = (ms: number): void => {
    const end = time + ms;
    for (;;) {
      const next = waits.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      waits = waits.filter((wait) => wait !== next);
      time = next.due;
      rung.push(`${next.name} at ${time}`);
      if (next.second !== undefined) waits.push({ ...next, due: time + next.second, second: undefined });
    }
    time = end;
  };
  for (const deed of deeds) {
    if (deed.do === 'wait') waits.push({ name: String(names++), due: time + deed.ms, second: deed.second });
    if (deed.do === 'call off') waits = waits.filter(({ name }) => name !== String(deed.which));
    if (deed.do === 'set anew' && deed.which < names) {
      waits = waits.filter(({ name }) => name !== String(deed.which));
      waits.push({ name: String(deed.which), due: time + deed.ms, second: undefined });
    }
    if (deed.do === 'pass' && !frozen) move(deed.ms);
    if (deed.do === 'advance') move(deed.ms);
    if (deed.do === 'freeze') frozen = true;
    if (deed.do === 'resume') frozen = false;
  }
  return { rung, time };
}

function real(deeds: readonly Deed[]): { rung: string[]; time: number } {
  const base = handClock();
  const clock = new VirtualClock(base);
  const rung: string[] = [];
  const alarms: Alarm[] = [];
  const seconds: (number | undefined)[] = [];
  const ring = (which: number) => () => {
    expect(clock.now()).toBe(START + clock.elapsed());
    rung.push(`${which} at ${clock.elapsed()}`);
    const second = seconds[which];
    seconds[which] = undefined;
    if (second !== undefined) alarms[which]?.set(second);
  };
  for (const deed of deeds) {
    if (deed.do === 'wait') {
      seconds.push(deed.second);
      alarms.push(clock.alarm(ring(alarms.length)));
      alarms.at(-1)?.set(deed.ms);
    }
    if (deed.do === 'call off') alarms[deed.which]?.off();
    if (deed.do === 'set anew' && deed.which < alarms.length) {
      seconds[deed.which] = undefined;
      alarms[deed.which]?.set(deed.ms);
    }
    if (deed.do === 'pass') base.pass(deed.ms);
    if (deed.do === 'advance') clock.advance(deed.ms);
    if (deed.do === 'freeze') clock.freeze();
    if (deed.do === 'resume') clock.resume();
  }
  return { rung, time: clock.elapsed() };
}

test('whatever is done to it, timers ring in the order of their time, at their time', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
      expect(real(deeds)).toEqual(model(deeds));
    }),
    { numRuns: 1000 },
  );
});

describe('a clock that nobody has touched', () => {
  test('is the clock underneath', () => {
    const base = frozenClock();
    const clock = new VirtualClock(base);
    const callOff = clock.after(7.5, () => undefined);
    expect([clock.now(), clock.elapsed(), clock.frozen, base.waits]).toEqual([0, 0, false, [7.5]]);
    callOff();
    callOff();
    expect(base.pending()).toBe(0);
  });
});

describe('a frozen clock', () => {
  test('leaves nothing waiting underneath, and resumes with what is left of each wait', () => {
    const base = handClock();
    const clock = new VirtualClock(base);
    const rung: number[] = [];
    clock.after(100, () => rung.push(clock.now()));
    base.pass(40);
    clock.freeze();
    expect(base.waiting()).toBe(0);
    base.pass(1000);
    expect([clock.now(), rung]).toEqual([START + 40, []]);
    clock.resume();
    base.pass(59);
    expect(rung).toEqual([]);
    base.pass(1);
    expect(rung).toEqual([START + 100]);
  });

  test('shows the date it was given, which makes no timer due and turns no duration back', () => {
    const clock = new VirtualClock(handClock());
    const rung: number[] = [];
    clock.after(10, () => rung.push(clock.now()));
    clock.freeze(Date.UTC(2030, 0, 1));
    expect([clock.now(), clock.elapsed(), rung]).toEqual([Date.UTC(2030, 0, 1), 0, []]);
    clock.freeze(5);
    clock.advance(10);
    expect([clock.now(), clock.elapsed(), rung]).toEqual([15, 10, [15]]);
  });

  test('goes on from the date it was given', () => {
    const base = handClock();
    const clock = new VirtualClock(base);
    clock.freeze(0);
    clock.resume();
    base.pass(3);
    expect([clock.now(), clock.elapsed()]).toEqual([3, 3]);
  });

  test('shows whole milliseconds, though timers are due between them', () => {
    const clock = new VirtualClock(handClock());
    clock.freeze();
    for (let wait = 0.1; wait < 3; wait += 0.1) clock.after(wait, () => undefined);
    clock.advance(3);
    expect(clock.now()).toBe(START + 3);
  });
});

describe('advance', () => {
  test('keeps the time that its callbacks took underneath, when the clock runs', () => {
    const base = handClock();
    const clock = new VirtualClock(base);
    clock.after(5, () => base.pass(2));
    clock.advance(10);
    expect([clock.now(), clock.elapsed()]).toEqual([START + 12, 12]);
  });

  test('lets a callback advance, freeze and resume', () => {
    const clock = new VirtualClock(handClock());
    const rung: number[] = [];
    clock.after(8, () => rung.push(clock.elapsed()));
    clock.after(5, () => {
      clock.advance(4);
      rung.push(clock.elapsed());
      clock.freeze();
    });
    clock.advance(10);
    expect([rung, clock.elapsed(), clock.frozen]).toEqual([[8, 9], 14, true]);
  });

  test('of a frozen clock goes to its end, though a callback resumes it on the way', () => {
    const base = handClock();
    const clock = new VirtualClock(base);
    const rung: number[] = [];
    clock.freeze();
    clock.after(5, () => clock.resume());
    clock.after(8, () => rung.push(clock.elapsed()));
    clock.advance(10);
    base.pass(100);
    expect([rung, clock.elapsed(), clock.frozen]).toEqual([[8], 110, false]);
  });

  test('calls back nobody who was called off on the way', () => {
    const clock = new VirtualClock(handClock());
    const rung: string[] = [];
    clock.after(1, () => callOff());
    const callOff = clock.after(2, () => rung.push('called off'));
    clock.advance(5);
    expect(rung).toEqual([]);
  });

  test('calls back at its new time whoever was set anew on the way', () => {
    const clock = new VirtualClock(handClock());
    const rung: string[] = [];
    const [sooner, later] = ['sooner', 'later'].map((name) =>
      clock.alarm(() => rung.push(`${name} at ${clock.elapsed()}`)),
    ) as [Alarm, Alarm];
    clock.after(1, () => {
      sooner.set(1);
      later.set(7);
    });
    clock.after(5, () => rung.push('between'));
    sooner.set(6);
    later.set(2);
    clock.advance(10);
    expect(rung).toEqual(['sooner at 2', 'between', 'later at 8']);
  });

  test('arrives, and says what went wrong, when a callback throws', () => {
    const clock = new VirtualClock(handClock());
    const rung: number[] = [];
    clock.after(1, () => {
      throw new Error('first');
    });
    clock.after(2, () => rung.push(clock.elapsed()));
    expect(() => clock.advance(5)).toThrow('first');
    expect([rung, clock.elapsed()]).toEqual([[2], 5]);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 1e15])('refuses %s milliseconds', (ms) => {
    expect(() => new VirtualClock(handClock()).advance(ms)).toThrow(RangeError);
  });
});

test('a number that is no date is refused, and changes nothing', () => {
  const clock = new VirtualClock(handClock());
  for (const at of [Number.NaN, 1e15]) expect(() => clock.freeze(at)).toThrow(RangeError);
  expect(clock.frozen).toBe(false);
});

test('reset goes back to the time underneath, and what waits goes on waiting', () => {
  const base = handClock();
  const clock = new VirtualClock(base);
  const rung: number[] = [];
  clock.after(100, () => rung.push(clock.now()));
  clock.advance(50);
  clock.freeze(0);
  clock.reset();
  base.pass(50);
  expect([clock.now(), clock.frozen, rung]).toEqual([START + 50, false, [START + 50]]);
});

test('what is due exactly at the end of an advance is called back, whatever fraction time was frozen at', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e7, noNaN: true }),
      fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), { minLength: 1, maxLength: 8 }),
      (start, waits) => {
        const clock = new VirtualClock({ now: () => 0, elapsed: () => start, after: () => () => undefined });
        clock.freeze();
        let left = waits.length;
        // As a paced reply does it: each waits for the one before, counted from when that was due.
        let due = clock.elapsed();
        const next = (): void => {
          const wait = waits[waits.length - left];
          if (wait === undefined) return;
          due += wait;
          clock.after(due - clock.elapsed(), () => {
            left--;
            next();
          });
        };
        next();
        for (const wait of waits) clock.advance(wait);
        expect(left).toBe(0);
      },
    ),
  );
});
