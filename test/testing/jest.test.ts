import { afterEach, expect, test, vi } from 'vitest';
import { say } from './hello.ts';

// Jest itself is not installed here; this is what it puts into the global scope of a test file.
const STATE = Symbol('JEST_STATE_SYMBOL');

/** Jest's globals, whose hooks are called by hand. */
async function jestWith(errors: unknown[]) {
  const hooks: Record<string, () => unknown> = {};
  const extend = vi.fn();
  const put = (name: string) => (hook: () => unknown) => {
    hooks[name] = hook;
  };
  for (const name of ['beforeAll', 'afterAll', 'beforeEach', 'afterEach']) vi.stubGlobal(name, put(name));
  vi.stubGlobal('expect', { extend, getState: () => ({ currentTestName: 'greets' }) });
  Reflect.set(globalThis, STATE, { currentlyRunningTest: { errors } });
  vi.resetModules();
  const { useMock } = await import('../../src/testing/jest.ts');
  return { hooks, extend, useMock };
}

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(globalThis, STATE);
});

test('Jest gets the matchers when the kit is imported', async () => {
  const { extend } = await jestWith([]);
  expect(Object.keys(extend.mock.calls[0]![0])).toEqual([
    'toHaveReceivedMessage',
    'toHaveCalledTool',
    'toHaveUsedAtMost',
    'toBeResilient',
  ]);
});

test.each([
  { errors: [], told: 0 },
  { errors: [new Error('as the test put it')], told: 1 },
])('Jest tells what was asked in a test that fails ($told)', async ({ errors, told }) => {
  const { hooks, useMock } = await jestWith(errors);
  const mock = useMock();
  await hooks['beforeAll']!();
  await hooks['beforeEach']!();
  mock.stub({ respond: { text: 'Hi there' } });
  expect(await say('hello')).toBe('Hi there');
  const print = vi.spyOn(console, 'info').mockImplementation(() => undefined);
  await hooks['afterEach']!();
  expect(print).toHaveBeenCalledTimes(told);
  if (told) expect(print.mock.calls[0]![0]).toMatch(/1 request in "greets"[\s\S]*user: hello[\s\S]*Hi there/);
  print.mockRestore();
  await hooks['afterAll']!();
});

test('says so when the globals of Jest are missing', async () => {
  vi.resetModules();
  const { useMock } = await import('../../src/testing/jest.ts');
  expect(() => useMock()).toThrow(/needs Jest's globals/);
});
