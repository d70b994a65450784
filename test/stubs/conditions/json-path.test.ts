import { describe, expect, test } from 'vitest';
import { compilePath } from '../../../src/stubs/conditions/json-path.ts';
import { compileWhen } from '../../../src/stubs/conditions/when.ts';
import { saying } from '../subject-of.ts';

describe('a JSONPath', () => {
  test('finds values, own fields only', () => {
    expect(
      compilePath('$.a[?@.b > 1].c')({
        a: [
          { b: 1, c: 'x' },
          { b: 2, c: 'y' },
        ],
      }),
    ).toEqual(['y']);
    expect(compilePath('$.toString')({})).toEqual([]);
    expect(compilePath('$.a')(null)).toEqual([]);
  });

  test('finds them as deep as a body may be', () => {
    let deep: unknown = { found: 1 };
    for (let level = 0; level < 199; level++) deep = { a: deep };
    expect(compilePath('$..found')(deep)).toEqual([1]);
  });

  test('that is none is an error', () => {
    for (const path of ['', 'a', '$.', '$[?bad(@)]']) expect(() => compilePath(path)).toThrow(Error);
  });

  test('that would never end finds nothing, and says so', () => {
    const when = { jsonPath: { "$..[?search(@, '(a+)+$')]": true } };
    const subject = saying(`${'a'.repeat(50_000)}!`);
    const { matches, explain } = compileWhen(when);
    expect(matches(subject)).toBe(false);
    expect(explain(subject)[0]?.actual).toBe('no answer within 50 ms');
  });
});
