import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonStrings } from '../../../src/cassettes/secrets/json-strings.ts';
import { mapStrings } from '../../../src/cassettes/secrets/map-strings.ts';
import { asIs } from '../../../src/cassettes/secrets/stretch.ts';

const strings = (json: string) => jsonStrings(asIs(json, 0, json.length));

describe('jsonStrings', () => {
  test('finds what a parser finds, in the same places', () => {
    const holds = fc.property(fc.jsonValue(), fc.nat(3), (value, indent) => {
      const json = JSON.stringify(value, null, indent);
      const parsed: string[] = [];
      mapStrings(JSON.parse(json), (text, name, pointer) => {
        parsed.push(`${pointer()} ${name} ${text}`);
        return text;
      });
      const found = strings(json)!.map((string) => `${string.pointer()} ${string.name} ${string.text}`);
      expect(found.sort()).toEqual(parsed.sort());
    });
    fc.assert(holds);
  });

  test('knows where every character stands, escaped or not', () => {
    const holds = fc.property(
      fc.array(fc.constantFrom('a', '\\n', '\\u0041', '\\\\', '\\"', 'ü', '\\ud83d\\ude00')),
      (pieces) => {
        const json = `["${pieces.join('')}"]`;
        const [string] = strings(json)!;
        expect(string!.text).toBe((JSON.parse(json) as string[])[0]);
        for (const [index, letter] of string!.text.split('').entries()) {
          const [{ start, end } = { start: 0, end: 0 }, ...more] = string!.spans(index, index + 1);
          expect(more).toEqual([]);
          expect(JSON.parse(`"${json.slice(start, end)}"`)).toBe(letter);
        }
      },
    );
    fc.assert(holds);
  });

  test('reads as far as a text goes that was broken off', () => {
    expect(strings('{"a":["x","y\\u00')!.map((string) => [string.text, string.pointer()])).toEqual([
      ['a', '/a'],
      ['x', '/a/0'],
      ['yu00', '/a/1'],
    ]);
    expect(strings('{"a\\')!.map(({ text }) => text)).toEqual(['a\\']);
    expect(strings('')).toEqual([]);
  });

  test('says when it is no JSON', () => {
    expect(strings('key: "x"')).toBeUndefined();
    expect(strings('{"a": sk-ant}')).toBeUndefined();
    expect(strings('<html lang="en">')).toBeUndefined();
  });

  test('is quick with many quotes and backslashes', () => {
    expect(strings(`["${'\\"'.repeat(500_000)}"]`)).toHaveLength(1);
    expect(strings(`["${'\\\\'.repeat(500_000)}"]`)).toHaveLength(1);
  });
});

test('mapStrings copies what it does not change', () => {
  const value: unknown = JSON.parse('{"__proto__":{"a":[1,null,true,"x",{"b":{}}]},"1":"y","toString":"z"}');
  const copy = mapStrings(value, (text) => text);
  expect(copy).toEqual(value);
  expect(copy).not.toBe(value);
  expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
  expect(mapStrings('x', (text) => `${text}!`)).toBe('x!');
  expect(mapStrings(undefined, (text) => text)).toBeUndefined();
});
