import { describe, expect, test } from 'vitest';
import { Meter } from '../../../src/backend/limits/meter.ts';

const NOTHING = { requests: 0, input: 0, output: 0 };

describe('a meter', () => {
  test('without limits stops nobody and has no gauges', () => {
    const meter = new Meter(NOTHING, 0);
    meter.take({ requests: 1e6, input: 1e9, output: 1e9 }, 0);
    expect(meter.exceeded(1e9, 0)).toBeUndefined();
    expect(meter.gauges(0)).toEqual({});
  });

  test('names the rate that keeps a request out for longest, so that whoever waits gets in', () => {
    const meter = new Meter({ requests: 60, input: 600, output: 60 }, 0);
    meter.take({ requests: 60, input: 600, output: 0 }, 0);
    expect(meter.exceeded(5, 0)).toEqual({ rate: 'requests', limit: 60, wait: 1000 });
    expect(meter.exceeded(50, 0)).toEqual({ rate: 'input', limit: 600, wait: 5000 });
    meter.take({ ...NOTHING, output: 100 }, 0);
    expect(meter.exceeded(50, 0)).toEqual({ rate: 'output', limit: 60, wait: 41_000 });
    expect(meter.exceeded(50, 41_000)).toBeUndefined();
  });

  test('tells how full its rates are; in debt there is nothing left', () => {
    const meter = new Meter({ requests: 0, input: 600, output: 60 }, 0);
    meter.take({ requests: 1, input: 100, output: 90 }, 0);
    expect(meter.gauges(0)).toEqual({
      input: { limit: 600, remaining: 500, untilFull: 10_000 },
      output: { limit: 60, remaining: 0, untilFull: 90_000 },
    });
  });
});
