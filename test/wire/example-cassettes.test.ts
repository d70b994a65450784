import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCassettes } from '../../src/cassettes/store/read-cassettes.ts';
import { mockOf } from '../support/wire.ts';

const directory = join(import.meta.dirname, '../../cassettes');
const { cassettes, problems } = await readCassettes(directory);
const recordings = cassettes.flatMap(({ name, recordings }) => recordings.map((recording) => ({ name, recording })));

test('the shipped cassettes are there, whole, and say where they come from', () => {
  expect(problems).toEqual([]);
  expect(cassettes.map(({ name }) => name)).toEqual(['broken-stream', 'citations', 'error', 'thinking', 'tool-loop']);
  const comments = new Set(recordings.map(({ recording }) => recording.comment));
  expect([...comments]).toEqual([expect.stringContaining('second Stunt Double')]);
});

describe.each(recordings)('$recording.id', ({ name, recording }) => {
  const { request, response } = recording;

  test('answers its request byte for byte, and breaks off where it did', async () => {
    const mock = mockOf({ cassettes: directory, cassette: name, mode: 'replay' }, { ci: true });
    const reply = await mock.fetch(request.path, {
      method: request.method,
      headers: { 'content-type': 'application/json', 'x-api-key': 'mock', 'anthropic-version': '2023-06-01' },
      body: JSON.stringify(request.body),
    });
    expect(reply.status).toBe(response.status);
    const pieces: Uint8Array[] = [];
    const reading = (async () => {
      for await (const piece of reply.body!) pieces.push(piece);
    })();
    const recorded = Buffer.from(response.body).toString();
    if (response.broken === 'upstream cut') {
      await expect(reading).rejects.toThrow();
      // A reset overtakes what was not read yet.
      expect(recorded.startsWith(Buffer.concat(pieces).toString())).toBe(true);
    } else {
      await reading;
      expect(Buffer.concat(pieces).toString()).toBe(recorded);
    }
    expect(reply.headers.get('x-mock-recording')).toBe(recording.id);
  });
});
