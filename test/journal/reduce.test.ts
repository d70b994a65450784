import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reduce, TooDeep } from '../../src/journal/reduce.ts';

const BYTES = Buffer.alloc(3000, 'abc');
const DATA = BYTES.toString('base64');
const SAID = `{base64 of 3000 bytes, sha256 ${createHash('sha256').update(BYTES).digest('hex').slice(0, 16)}…}`;

describe('reduced JSON', () => {
  test('has sizes and hashes in place of long base64', () => {
    const source = { type: 'base64', media_type: 'image/png', data: DATA };
    const url = `data:image/png;base64,${DATA}`;
    const given = {
      messages: [{ content: [{ source }, { image_url: { url } }, { input_audio: { format: 'wav', data: DATA } }] }],
    };
    expect(reduce(given)).toEqual({
      messages: [
        {
          content: [
            { source: { ...source, data: SAID } },
            { image_url: { url: `data:image/png;base64,${SAID}` } },
            { input_audio: { format: 'wav', data: SAID } },
          ],
        },
      ],
    });
    expect(source.data).toBe(DATA);
  });

  test('keeps texts, however long, and short base64', () => {
    const given = {
      a: { type: 'text', media_type: 'text/plain', data: 'x'.repeat(5000) },
      b: { type: 'base64', media_type: 'image/png', data: 'AAAA' },
      c: { input: { data: 'y'.repeat(5000) } },
      d: 'z'.repeat(5000),
    };
    expect(reduce(given)).toBe(given);
  });

  test('is the value itself where there is nothing to take out', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(reduce(value)).toBe(value);
      }),
    );
  });

  test('keeps keys that look like a prototype', () => {
    const given = JSON.parse(`{"__proto__":{"type":"base64","data":"${DATA}"},"type":"x"}`) as object;
    expect(JSON.stringify(reduce(given))).toBe(`{"__proto__":{"type":"base64","data":"${SAID}"},"type":"x"}`);
  });

  test('refuses what is nested too deep', () => {
    expect(() => reduce(JSON.parse('['.repeat(5000) + ']'.repeat(5000)))).toThrow(TooDeep);
  });
});
