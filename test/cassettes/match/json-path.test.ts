import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compiledPath, pathText, pointerText } from '../../../src/cassettes/match/json-path.ts';

/** The library takes no path to a name with a control character; then what is around it is proposed. */
const names = fc.string({ unit: 'binary' }).filter((name) => !/\p{Cc}/u.test(name));

describe('JSON paths of settings', () => {
  test('find places', () => {
    expect(compiledPath('$.messages[*].role')?.({ messages: [{ role: 'user' }] })).toEqual([['messages', 0, 'role']]);
    expect(compiledPath('$..a')?.({ b: { a: 1 } })).toEqual([['b', 'a']]);
  });

  test('what is no path finds nothing', () => {
    expect(compiledPath('messages[')).toBeUndefined();
  });

  test('the path of a place leads there, whatever its names', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(names, fc.nat(3)), { minLength: 1, maxLength: 4 }), (place) => {
        const body = place.reduceRight<unknown>(
          (inner, step) =>
            typeof step === 'number'
              ? Array.from({ length: step + 1 }, () => inner)
              : Object.fromEntries([[step, inner]]),
          7,
        );
        expect(compiledPath(pathText(place))?.(body)).toEqual([place]);
      }),
    );
  });

  test('pointers are escaped', () => {
    expect(pointerText(['a/b', 0, '~'])).toBe('/a~1b/0/~0');
    expect(pointerText([])).toBe('');
  });
});
