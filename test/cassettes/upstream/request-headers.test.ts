import { expect, test } from 'vitest';
import { requestHeaders } from '../../../src/cassettes/upstream/request-headers.ts';
import { passedOn } from '../../../src/cassettes/upstream/single-connection.ts';

test('headers keep their order, their case and their repeats', () => {
  const headers = [
    ['X-B', '1'],
    ['x-a', '2'],
    ['X-B', '3'],
    ['Authorization', 'Bearer k'],
  ] as const;
  expect(requestHeaders(headers)).toEqual(headers);
});

test('what belongs to one connection, or is named so, is not passed on', () => {
  const headers = [
    ['Connection', 'Keep-Alive, X-One'],
    ['connection', 'x-two'],
    ['X-ONE', '1'],
    ['x-two', '2'],
    ['Transfer-Encoding', 'chunked'],
    ['TE', 'gzip'],
    ['Upgrade', 'h2c'],
    ['x-three', '3'],
  ] as const;
  expect(passedOn(headers)).toEqual([['x-three', '3']]);
  expect(requestHeaders(headers)).toEqual([['x-three', '3']]);
});

test('host, length and expectation are those of the new connection', () => {
  expect(
    requestHeaders([
      ['HOST', 'mock'],
      ['Content-length', '3'],
      ['Expect', '100-continue'],
      ['TE', 'trailers;q=0.5'],
      ['Accept-Encoding', 'br, pack200-gzip'],
    ]),
  ).toEqual([
    ['Accept-Encoding', 'br'],
    ['te', 'trailers'],
  ]);
});
