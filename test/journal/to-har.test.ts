import request from 'supertest';
import { describe, expect, test } from 'vitest';
import type { Har } from '../../src/har.ts';
import { toHar } from '../../src/journal/to-har.ts';
import { toJsonLines } from '../../src/journal/to-json-lines.ts';
import { ask, DOORS, post } from '../support/wire.ts';
import { conversation } from './conversations.ts';
import { journaled } from './journaled.ts';

/** What HAR 1.2 demands, by its specification. */
const PAIRS = [{ name: String, value: String }];
const ENTRY = {
  startedDateTime: String,
  time: Number,
  request: {
    method: String,
    url: String,
    httpVersion: String,
    cookies: [],
    headers: PAIRS,
    queryString: PAIRS,
    headersSize: Number,
    bodySize: Number,
  },
  response: {
    status: Number,
    statusText: String,
    httpVersion: String,
    cookies: [],
    headers: PAIRS,
    content: { size: Number, mimeType: String, text: String },
    redirectURL: String,
    headersSize: Number,
    bodySize: Number,
  },
  cache: {},
  timings: { send: Number, wait: Number, receive: Number },
};
const SHAPE = { log: { version: String, creator: { name: String, version: String }, entries: [ENTRY] } };

/** Where a value lacks something of a shape, or has a key that is neither of the format nor begins with an underscore. */
function lacks(shape: unknown, value: unknown, path: string): string[] {
  if (shape === String) return typeof value === 'string' ? [] : [`${path} is no string`];
  if (shape === Number) return Number.isFinite(value) ? [] : [`${path} is no number`];
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((entry, index) => lacks(shape[0], entry, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) return [`${path} is no object`];
  const fields = value as Record<string, unknown>;
  const known = shape as Record<string, unknown>;
  const foreign = Object.keys(fields).filter((key) => !(key in known) && !/^(_.+|comment|postData)$/.test(key));
  return [
    ...foreign.map((key) => `${path}.${key} is unknown`),
    ...Object.entries(known).flatMap(([key, inner]) => lacks(inner, fields[key], `${path}.${key}`)),
  ];
}

function checked(har: Har): Har {
  const read = JSON.parse(JSON.stringify(har)) as Har;
  expect(lacks(SHAPE, read, 'har')).toEqual([]);
  for (const { time, timings, startedDateTime } of read.log.entries) {
    expect(timings.send + timings.wait + timings.receive).toBeCloseTo(time, 6);
    expect(Math.min(timings.wait, timings.receive)).toBeGreaterThanOrEqual(0);
    expect(new Date(startedDateTime).toISOString()).toBe(startedDateTime);
  }
  return read;
}

describe('the journal as an archive', () => {
  test('has all that the format demands', async () => {
    const { mock, journal } = await conversation();
    await post(mock, 'anthropic', ask('anthropic', { stream: true }));
    await post(mock, 'anthropic', '{broken');
    await request(mock.app).get('/v1/models?limit=2&after_id=a%20b').set(DOORS.anthropic.headers);
    const { log } = checked(toHar(journal, '1.2.3'));
    expect(log).toMatchObject({ version: '1.2', creator: { name: 'stuntdouble', version: '1.2.3' } });
    expect(log.entries).toHaveLength(7);
    expect(log.entries.at(-1)!.request).toMatchObject({
      method: 'GET',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v1\/models\?limit=2&after_id=a%20b$/),
      queryString: [
        { name: 'limit', value: '2' },
        { name: 'after_id', value: 'a b' },
      ],
      bodySize: 0,
    });
    expect(log.entries.at(-1)!.request).not.toHaveProperty('postData');
    expect(log.entries.at(-2)!.request.postData).toEqual({ mimeType: 'application/json', text: '{broken' });
  });

  test('has the texts of request and reply as they were sent', async () => {
    const { mock, journal } = journaled();
    const body = JSON.stringify(ask('anthropic', { stream: true }), null, 1);
    const { text, headers } = await post(mock, 'anthropic', body);
    const [entry] = checked(toHar(journal, '1')).log.entries;
    expect(entry!.request.postData!.text).toBe(body);
    expect(entry!.response).toMatchObject({
      status: 200,
      statusText: 'OK',
      content: { text, size: Buffer.byteLength(text), mimeType: headers['content-type'] },
    });
    expect(entry).toMatchObject({ _id: '1', _dialect: 'anthropic', _source: 'synthetic', _outcome: 'completed' });
  });

  test('tells how long a paced stream took after its first byte', async () => {
    const { mock, journal } = journaled({ ttft: 5, tps: 20_000 });
    await post(mock, 'anthropic', ask('anthropic', { stream: true }));
    const [entry] = checked(toHar(journal, '1')).log.entries;
    expect(entry!.timings.receive).toBeGreaterThan(0);
  });

  test('can be a part of it', async () => {
    const { journal } = await conversation();
    expect(toHar(journal, '1', { status: '4xx' }).log.entries.map(({ _id }) => _id)).toEqual(['4']);
  });
});

describe('the journal as JSON lines', () => {
  test('is an entry per line', async () => {
    const { journal } = await conversation();
    const lines = toJsonLines(journal.list()).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(journal.list())));
    expect(toJsonLines([])).toBe('');
  });
});
