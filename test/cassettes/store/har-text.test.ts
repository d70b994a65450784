import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { harText } from '../../../src/cassettes/store/har-text.ts';
import { toEntry } from '../../../src/cassettes/store/to-entry.ts';
import type { Har } from '../../../src/har.ts';
import { anyRecording } from '../random-recording.ts';
import { recordingOf } from '../recording-of.ts';

const harOf = (...entries: Har['log']['entries']): Har => ({
  log: { version: '1.2', creator: { name: 'Polly.JS', version: '6.0.6' }, entries },
});

describe('the text of a cassette', () => {
  test('is JSON of the same value, whatever is in it', () => {
    fc.assert(
      fc.property(anyRecording, (recording) => {
        const har = harOf(toEntry(recording));
        expect(JSON.stringify(JSON.parse(harText(har)))).toBe(JSON.stringify(har));
      }),
    );
  });

  test('has two spaces of indentation, one line for a header and for a chunk, and a line break at the end', () => {
    const text = harText(harOf(toEntry(recordingOf('hello'))));
    expect(text).toContain('\n  "log": {\n    "version": "1.2",');
    expect(text).toMatch(/\n {12}\{ "name": "content-type", "value": "application\/json" \}\n/);
    expect(text).toMatch(/\n {12}\[12, \d+\]\n/);
    expect(text.endsWith('\n}\n')).toBe(true);
  });

  test('leaves alone what only looks like a header or a chunk, inside of a text', () => {
    const texts = ['[\n  1,\n  2\n]', '{\n  "name": "a",\n  "value": "b"\n}', '\\n", "value": "'];
    for (const text of texts) {
      const har = harOf(toEntry({ ...recordingOf(text), comment: text }));
      expect(JSON.parse(harText(har))).toEqual(har);
    }
  });

  test('changes only at its end when an exchange is added', () => {
    const before = harText(harOf(toEntry(recordingOf('one')), toEntry(recordingOf('two')))).split('\n');
    const after = harText(
      harOf(toEntry(recordingOf('one')), toEntry(recordingOf('two')), toEntry(recordingOf('three'))),
    ).split('\n');
    const end = before.lastIndexOf('      }');
    expect(after.slice(0, end)).toEqual(before.slice(0, end));
    expect(after.slice(end - before.length + 1)).toEqual(before.slice(end + 1));
  });
});
