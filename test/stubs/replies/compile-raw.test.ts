import { describe, expect, test } from 'vitest';
import { compileRaw } from '../../../src/stubs/replies/compile-raw.ts';

const type = (body: unknown) => compileRaw({ body }).rawHeaders['content-type'];

describe('a raw reply', () => {
  test('of an object is its JSON', () => {
    const body = { ok: ['ä', null] };
    expect(compileRaw({ body })).toEqual({
      kind: 'raw',
      status: 200,
      rawHeaders: { 'content-type': 'application/json' },
      body: '{"ok":["ä",null]}',
      json: body,
    });
  });

  test.each([
    ['{"a":1}', 'application/json'],
    [' [1]', 'application/json'],
    ['{"said": {{ text | json }}}', 'application/json'],
    ['{{ text }}', 'text/plain; charset=utf-8'],
    ['<!DOCTYPE html><p>502', 'text/html; charset=utf-8'],
    ['event: ping\ndata: {}\n\n', 'text/event-stream; charset=utf-8'],
    ['Bad gateway', 'text/plain; charset=utf-8'],
    ['{ broken', 'text/plain; charset=utf-8'],
    [42, 'application/json'],
    [false, 'application/json'],
  ])('%j is taken for %s', (body, expected) => {
    expect(type(body)).toBe(expected);
  });

  test('keeps the text, the status and the content type that its author gives', () => {
    const reply = compileRaw({ status: 502, headers: { 'Content-Type': 'text/csv' }, body: '{"a":1}' });
    expect(reply).toEqual({ kind: 'raw', status: 502, rawHeaders: { 'content-type': 'text/csv' }, body: '{"a":1}' });
  });

  test.each([{}, { body: null }])('of %j is empty, and has no type', (given) => {
    expect(compileRaw(given)).toEqual({ kind: 'raw', status: 200, rawHeaders: {}, body: '' });
  });
});
