import { describe, expect, test } from 'vitest';
import { reasonOf } from '../../../src/cassettes/upstream/reason-of.ts';

function failed(code: string, message = 'some words'): Error {
  return Object.assign(new Error(message), { code });
}

describe('why there was no reply', () => {
  test.each([
    ['ENOTFOUND', /name is not known/, /--upstream/],
    ['UND_ERR_CONNECT_TIMEOUT', /took too long/, /HTTPS_PROXY/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /signed by itself/, /NODE_EXTRA_CA_CERTS/],
    ['CERT_HAS_EXPIRED', /expired/, /clock/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /another host/, /--upstream/],
  ])('%s is told in words, with what to do', (code, what, todo) => {
    const reason = reasonOf(failed(code));
    expect(reason.code).toBe(code);
    expect(reason.what).toMatch(what);
    expect(reason.todo).toMatch(todo);
  });

  test('is looked for in what caused the error, and in the first of several', () => {
    expect(reasonOf(new Error('outer', { cause: failed('ECONNREFUSED') })).code).toBe('ECONNREFUSED');
    const both = new AggregateError([failed('ECONNREFUSED'), failed('ENETUNREACH')]);
    expect(reasonOf(Object.assign(both, { code: 'E_OTHER' })).code).toBe('ECONNREFUSED');
  });

  test('is in the words of the error, when nothing is known of it', () => {
    expect(reasonOf(failed('E_OTHER'))).toMatchObject({ code: 'E_OTHER', what: 'some words' });
    expect(reasonOf(failed('constructor'))).toMatchObject({ what: 'some words' });
    expect(reasonOf('text')).toMatchObject({ code: undefined, what: 'text' });
    const circle = new Error('round');
    circle.cause = circle;
    expect(reasonOf(circle).what).toBe('round');
  });
});
