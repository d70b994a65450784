import { describe, expect, test } from 'vitest';
import { parseFaultList } from '../../src/faults/parse-fault-list.ts';

const names = (given: string | string[]) => {
  const parsed = parseFaultList(given);
  return 'problem' in parsed ? parsed : parsed.faults.map(({ name }) => name);
};

describe('faults of several texts', () => {
  test('follow one another', () => {
    expect(names(['latency; slow', 'reset'])).toEqual(['latency', 'slow', 'reset']);
    expect(names('latency, reset')).toEqual(['latency', 'reset']);
    expect(names([])).toEqual([]);
  });

  test.each(['none', ' none ', ''])('%j is no fault', (text) => {
    expect(names([text, 'reset'])).toEqual(['reset']);
  });

  test('tell which text is wrong, and where in it', () => {
    expect(names(['reset', 'latency; stal'])).toMatchObject({
      index: 1,
      problem: expect.stringMatching(/^at character 10: no fault is called "stal"/),
    });
    expect(names('none; reset')).toMatchObject({ index: 0, problem: expect.stringContaining('"none"') });
  });

  test('are 20 at most', () => {
    expect(names(Array.from({ length: 20 }, () => 'slow'))).toHaveLength(20);
    expect(names(Array.from({ length: 21 }, () => 'slow'))).toEqual({ index: 20, problem: 'more than 20 faults' });
  });
});
