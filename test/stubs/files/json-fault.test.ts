import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonFault } from '../../../src/stubs/files/json-fault.ts';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('the first fault of a JSON text', () => {
  test.each([
    ['[1,]', 3],
    ['{"a": 1,}', 8],
    ['{"a" 1}', 5],
    ['{a: 1}', 1],
    ["{'a': 1}", 1],
    ['[1', 2],
    ['[1] x', 4],
    ['{"a": 01}', 7],
    ['{"a": // one\n1}', 6],
    ['["one\ntwo"]', 1],
    ['[]]', 2],
    ['', 0],
  ])('of %j is at %i', (text, offset) => {
    expect(jsonFault(text)).toEqual({ offset, kind: 'syntax' });
  });

  test('is a key that is there twice, however it is written', () => {
    expect(jsonFault('{"a": {"a": 1}, "b": 2, "\\u0061": 3}')).toEqual({ offset: 24, kind: 'key twice' });
    expect(jsonFault('{"__proto__": 1, "constructor": {"__proto__": 2}}')).toBeUndefined();
  });

  test('is none in whatever is written as JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (json, space) => {
        expect(jsonFault(JSON.stringify(JSON.parse(json), null, space))).toBeUndefined();
      }),
    );
  });

  test('is found exactly where JSON.parse fails', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '1', '-', 'null', ' ', '\n', '"', '\\');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 9 }), (parts) => {
        const text = parts.join('');
        expect(jsonFault(text)?.kind === 'syntax').toBe(!parses(text) && jsonFault(text)?.kind !== 'key twice');
      }),
      { numRuns: 2000 },
    );
  });
});
