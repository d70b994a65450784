import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ControlError } from '../../src/control/control-error.ts';
import { allowedAt, findOperation } from '../../src/control/find-operation.ts';
import { OPERATIONS } from '../../src/control/operations.ts';

function refusal(method: string, path: string): ControlError {
  try {
    findOperation(OPERATIONS, method, path);
  } catch (error) {
    if (error instanceof ControlError) return error;
    throw error;
  }
  throw new Error(`${method} ${path} was found`);
}

const named = (method: string, path: string) => findOperation(OPERATIONS, method, path).operation.name;

describe('an address', () => {
  test.each(OPERATIONS.map((operation) => [operation.method, operation.path, operation.name] as const))(
    '%s %s leads to its own row',
    (method, path, name) => {
      expect(named(method, path.replace(/:\w+/g, 'abc'))).toBe(name);
    },
  );

  test('may end with a slash', () => {
    expect([named('GET', '/_mock/'), named('GET', '/_mock/stubs/')]).toEqual(['getOverview', 'listStubs']);
  });

  test('of fixed words goes before one with a parameter', () => {
    expect([named('GET', '/_mock/stubs/unused'), named('GET', '/_mock/stubs/used')]).toEqual([
      'unusedStubs',
      'getStub',
    ]);
  });

  test('of fixed words is no id for other methods either', () => {
    expect(refusal('DELETE', '/_mock/stubs/unused').status).toBe(405);
    expect(named('DELETE', '/_mock/stubs/used')).toBe('removeStub');
  });

  test('has its parameters decoded', () => {
    expect(findOperation(OPERATIONS, 'PUT', '/_mock/scenarios/a%2Fb%20c').params).toEqual({ name: 'a/b c' });
  });

  test('with HEAD is that of GET', () => {
    expect(named('HEAD', '/_mock/stubs')).toBe('listStubs');
  });
});

describe('an unknown address', () => {
  test.each([
    ['/_mock/stub', '/_mock/stubs'],
    ['/_mock/request', '/_mock/requests'],
    ['/_mock/Stubs/Reset', '/_mock/stubs/reset'],
    ['/_mock/session/abc', '/_mock/sessions/:id'],
    ['/_mock/clock/advnce', '/_mock/clock/advance'],
  ])('%s: is %s meant?', (path, near) => {
    const { status, detail } = refusal('GET', path);
    expect([status, detail.hint]).toEqual([404, `Did you mean ${near}? GET /_mock lists what there is.`]);
  });

  test.each(['/_mock/frobnicate', '/_mock/a/b/c/d', `/_mock/${'x'.repeat(100_000)}`])(
    'that is near to nothing has no guess: %.40s',
    (path) => {
      const { status, message, detail } = refusal('PUT', path);
      expect([status, detail.hint]).toEqual([404, 'GET /_mock lists what there is.']);
      expect(message.length).toBeLessThan(400);
    },
  );

  test.each(['/_mock/stubs/%E0', '/_mock/scenarios//', '/_mock//stubs'])('may be no address at all: %s', (path) => {
    expect(refusal('GET', path).status).toBe(404);
  });

  test('is told whatever it is, and never throws anything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (tail) => {
        try {
          findOperation(OPERATIONS, 'GET', `/_mock/${tail}`);
        } catch (error) {
          expect(error).toBeInstanceOf(ControlError);
        }
      }),
    );
  });
});

test('a wrong method is told which ones there are', () => {
  const { status, detail } = refusal('PATCH', '/_mock/stubs');
  const allow = 'HEAD, GET, POST, DELETE, OPTIONS';
  expect([status, detail.headers]).toEqual([405, { allow }]);
  expect(allowedAt(OPERATIONS, '/_mock/stubs')).toBe(allow);
  expect(allowedAt(OPERATIONS, '/_mock/clock/resume')).toBe('POST, OPTIONS');
});
