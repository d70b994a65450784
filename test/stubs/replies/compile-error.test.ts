import { describe, expect, test } from 'vitest';
import { errorNames } from '../../../src/error-names.ts';
import { ERRORS } from '../../../src/errors.ts';
import { compileError } from '../../../src/stubs/replies/compile-error.ts';
import { StubError } from '../../../src/stubs/stub-error.ts';

describe('an error of a stub', () => {
  test('needs no more than its name', () => {
    expect(compileError('overloaded')).toEqual({
      kind: 'error',
      code: 'overloaded',
      message: 'Overloaded',
      errorHeaders: {},
    });
  });

  test.each(errorNames())('%s says something', (name) => {
    expect(compileError(name).message).not.toBe('');
  });

  test('says what its author says, with headers and details', () => {
    expect(
      compileError({
        type: 'rate_limit_error',
        message: 'Slow down',
        headers: { 'Retry-After': '2' },
        details: { error_code: 'enforced_spend_limit_reached' },
      }),
    ).toEqual({
      kind: 'error',
      code: 'rate_limit',
      message: 'Slow down',
      errorHeaders: { 'retry-after': '2' },
      details: { error_code: 'enforced_spend_limit_reached' },
    });
  });

  test.each([
    [418, 'invalid_request', 418],
    ['507', 'internal', 507],
    [{ status: 507 }, 'internal', 507],
    [{ type: 'overloaded', status: 503 }, 'overloaded', 503],
    [{ type: 'overloaded', status: 529 }, 'overloaded', undefined],
    [{ type: '418', status: 400 }, 'invalid_request', undefined],
    [{ message: 'boom' }, 'internal', undefined],
  ] as const)('%j is %s with the status %s', (given, code, status) => {
    const reply = compileError(given);
    expect([reply.code, reply.status]).toEqual([code, status]);
  });

  test.each(['overlod', 200, { status: 99 }, { type: 'overloaded', status: 1000 }] as const)(
    'is refused as %j',
    (given) => {
      expect(() => compileError(given)).toThrow(StubError);
    },
  );

  test('a wrong name is told together with the right ones', () => {
    expect(() => compileError('overlod')).toThrow(/There is no error "overlod"\. .*overloaded/);
    expect(Object.keys(ERRORS).every((code) => errorNames().includes(code))).toBe(true);
  });
});
