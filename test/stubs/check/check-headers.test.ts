import { describe, expect, test } from 'vitest';
import { checkStubs } from '../../../src/stubs/check/check-stubs.ts';

const problemsOf = (respond: object) => checkStubs([{ respond }]).problems;

describe('headers of a stub', () => {
  // Node throws for a trailer beside a length, amid a timer where the reply is paced; two lengths leave clients waiting.
  test.each(['content-length', 'Transfer-Encoding', 'trailer'])('cannot say where the body ends: %s', (name) => {
    const headers = { [name]: '3' };
    const message = expect.stringContaining('the mock itself says where a body ends');
    expect(problemsOf({ text: 'x', headers })).toEqual([
      { path: [0, 'respond', 'headers', name], message, severity: 'error' },
    ]);
    expect(problemsOf({ raw: { body: 'x', headers } })).toMatchObject([
      { path: [0, 'respond', 'raw', 'headers', name] },
    ]);
    expect(problemsOf({ error: { type: 'overloaded', headers } })).toMatchObject([
      { path: [0, 'respond', 'error', 'headers', name] },
    ]);
  });

  test('may be taken away, and may say all else', () => {
    expect(
      problemsOf({ text: 'x', headers: { 'content-length': null, connection: 'close', 'retry-after': '3' } }),
    ).toEqual([]);
  });
});
