import { describe, expect, test } from 'vitest';
import { CassetteError } from '../../../src/cassettes/cassette.ts';
import { fromEntry } from '../../../src/cassettes/store/from-entry.ts';
import { toEntry } from '../../../src/cassettes/store/to-entry.ts';
import type { HarEntry } from '../../../src/har.ts';
import { recordingOf } from '../recording-of.ts';

/** An entry in which `path` holds something else; undefined takes it away. */
function changed(path: string, value: unknown): HarEntry {
  const entry = structuredClone(toEntry(recordingOf('hello')));
  const keys = path.split('.');
  let holder = entry as unknown as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  if (value === undefined) delete holder[keys.at(-1)!];
  else holder[keys.at(-1)!] = value;
  return entry;
}

describe('an entry that cannot be used', () => {
  test.each([
    ['request', undefined, 'a#3.request: expected an object, but got nothing'],
    ['request.method', 7, 'a#3.request.method: expected a string, but got number 7'],
    ['request.headers', [{ name: 'a' }], 'a#3.request.headers[0].value: expected a string, but got nothing'],
    ['request.postData.text', '{', 'a#3.request.postData.text: expected JSON, but got string "{"'],
    ['response.status', '200', 'a#3.response.status: expected a status from 200 to 999, but got string "200"'],
    ['response.status', 0, 'a#3.response.status: expected a status from 200 to 999, but got number 0'],
    ['response.status', 101, 'a#3.response.status: expected a status from 200 to 999, but got number 101'],
    ['response.status', 200.5, 'a#3.response.status: expected a status from 200 to 999, but got number 200.5'],
    ['response.status', 1000, 'a#3.response.status: expected a status from 200 to 999, but got number 1000'],
    ['response.content.encoding', 'hex', 'a#3.response.content.encoding: expected "base64", but got string "hex"'],
    ['_stuntdouble.dialect', 'x', 'a#3._stuntdouble.dialect: expected "anthropic" or "openrouter" or "llm-router"'],
    [
      '_stuntdouble.chunks',
      [[1]],
      'a#3._stuntdouble.chunks[0]: expected two numbers, milliseconds and bytes, but got list',
    ],
    ['_stuntdouble.broken', 'yes', 'a#3._stuntdouble.broken: expected "upstream cut" or'],
    ['_stuntdouble', undefined, 'a#3._stuntdouble: expected what Stunt Double adds to an entry, but got nothing.'],
    ['_order', null, 'a#3._order: expected a number, 0 or more, but got null. Mend it, or record it again.'],
  ])('says that %s is wrong, and how', (path, value, message) => {
    expect(() => fromEntry(changed(path, value), 'a#3')).toThrow(CassetteError);
    expect(() => fromEntry(changed(path, value), 'a#3')).toThrow(message);
  });

  test('of Polly alone is told to be imported', () => {
    expect(() => fromEntry(changed('_stuntdouble', undefined), 'a#3')).toThrow('stuntdouble cassettes import');
  });
});

describe('an entry whose text was changed by hand', () => {
  const entry = (text: string): HarEntry => ({
    ...changed('response.content.text', text),
    _stuntdouble: {
      dialect: 'anthropic',
      path: '/v1/messages',
      chunks: [
        [10, 4],
        [20, 4],
      ],
    },
  });

  test.each([
    ['12345678', [4, 4]],
    ['1234567890', [4, 6]],
    ['12345', [4, 1]],
    ['123', [3]],
    ['', []],
  ])('has pieces that add up to %j', (text, sizes) => {
    const { body, chunks } = fromEntry(entry(text), 'a#1').response;
    expect(Buffer.from(body).toString()).toBe(text);
    expect(chunks.map(({ bytes }) => bytes)).toEqual(sizes);
  });
});
