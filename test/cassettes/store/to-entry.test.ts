import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../../src/canonical.ts';
import { CassetteError } from '../../../src/cassettes/cassette.ts';
import { fromEntry } from '../../../src/cassettes/store/from-entry.ts';
import { harText } from '../../../src/cassettes/store/har-text.ts';
import { toEntry } from '../../../src/cassettes/store/to-entry.ts';
import type { Har, HarEntry } from '../../../src/har.ts';
import { anyRecording } from '../random-recording.ts';
import { recordingOf } from '../recording-of.ts';

/** What a file holds of it, read again. */
function throughFile(entry: HarEntry): HarEntry {
  const har: Har = { log: { version: '1.2', creator: { name: 'Polly.JS', version: '' }, entries: [entry] } };
  return (JSON.parse(harText(har)) as Har).log.entries[0]!;
}

describe('a recording in a file', () => {
  test('is the same when it is read again, whatever it holds', () => {
    fc.assert(
      fc.property(anyRecording, (recording) => {
        const again = fromEntry(throughFile(toEntry(recording)), recording.id);
        expect(again).toEqual(recording);
        // The comparison above looks past keys such as __proto__.
        if (recording.request.body !== undefined) {
          expect(canonical(again.request.body, 100)).toBe(canonical(recording.request.body, 100));
        }
        expect(Buffer.compare(again.response.body, recording.response.body)).toBe(0);
      }),
    );
  });

  test('has its bodies as text, and as base64 only what is not UTF-8', () => {
    const recording = recordingOf('hello');
    expect(toEntry(recording).response.content).toMatchObject({ text: expect.stringContaining('hello') });
    expect(toEntry(recording).response.content).not.toHaveProperty('encoding');
    const response = { ...recording.response, body: Uint8Array.of(0xff), chunks: [{ at: 1, bytes: 1 }] };
    expect(toEntry({ ...recording, response }).response.content).toMatchObject({ text: '/w==', encoding: 'base64' });
  });

  test('has the times and sizes of HAR, and the body of the request in canonical form', () => {
    const recording = recordingOf('hello', { url: 'https://a.b/v1/messages?beta=true&x=%20', body: { b: 1, a: 2 } });
    const body = Buffer.from('abcdef');
    const chunks = [
      { at: 30, bytes: 2 },
      { at: 50, bytes: 4 },
    ];
    const entry = toEntry({ ...recording, response: { ...recording.response, body, chunks } });
    expect(entry.time).toBe(50);
    expect(entry.timings).toEqual({ send: 0, wait: 30, receive: 20 });
    expect(entry.request.postData).toEqual({ mimeType: 'application/json', text: '{"a":2,"b":1}' });
    expect(entry.request.queryString).toEqual([
      { name: 'beta', value: 'true' },
      { name: 'x', value: ' ' },
    ]);
    expect(entry.response.content.size).toBe(6);
    expect(entry['_stuntdouble']).toMatchObject({ dialect: 'anthropic', path: '/v1/messages', body: 'json' });
  });

  test('cannot hold a request without an end', () => {
    let body: unknown = 1;
    for (let depth = 0; depth < 2000; depth++) body = [body];
    expect(() => toEntry(recordingOf('deep', { body }))).toThrow(CassetteError);
    expect(() => toEntry(recordingOf('deep', { body }))).toThrow('deeper than 1000 levels');
  });
});
