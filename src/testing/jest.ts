/** The test kit for Jest: `import { useMock } from 'stuntdouble/jest'`. Importing it adds the matchers to `expect`. */
import { type UseMockOptions, useMockWith } from './kit.ts';
import { type MockMatchers, matchers } from './matchers.ts';
import type { MockHandle } from './mock-handle.ts';

export { type MockMatchers, matchers, type Times } from './matchers.ts';
export type { MockHandle, UseMockOptions };

declare global {
  namespace jest {
    // The types of Jest's globals, where somebody uses them.
    interface Matchers<R> extends MockMatchers<R> {}
  }
}

/** What Jest puts into the global scope of a test file. */
interface JestGlobals {
  beforeAll(hook: () => Promise<void>): void;
  afterAll(hook: () => Promise<void>): void;
  beforeEach(hook: () => void): void;
  afterEach(hook: () => void): void;
  expect: { extend(matchers: object): void; getState(): { currentTestName?: string; testPath?: string } };
}

const jest = globalThis as unknown as Partial<JestGlobals>;

jest.expect?.extend(matchers);

/**
 * Starts a mock for this file, or for the `describe` in which it is called.
 *
 * @throws OptionError for an unknown option or a bad value; Error where Jest's globals are missing
 * @example
 * const mock = useMock({ failOnUnmatched: true });
 * test('greets', async () => {
 *   mock.stub({ when: { text: 'hello' }, respond: { text: 'Hi there' } });
 *   ...
 *   expect(mock).toHaveReceivedMessage({ text: 'hello' });
 * });
 */
export function useMock(options: UseMockOptions = {}): MockHandle {
  const { beforeAll, afterAll, beforeEach, afterEach, expect } = jest;
  if (!beforeAll || !afterAll || !beforeEach || !afterEach || !expect) {
    throw new Error(
      "stuntdouble/jest needs Jest's globals: use it in a test file of Jest, without injectGlobals: false.",
    );
  }
  return useMockWith(options, {
    beforeAll,
    afterAll,
    beforeEach: (hook) =>
      beforeEach(() => {
        const { currentTestName, testPath } = expect.getState();
        hook({ name: currentTestName, file: testPath });
      }),
    afterEach: (hook) =>
      afterEach(() => {
        const name = expect.getState().currentTestName;
        // Jest adds a stack to what is told as an error.
        hook({ name, failed: hasFailed(), print: (text) => console.info(text) });
      }),
  });
}

/**
 * Has the test that runs now failed? Jest does not tell its hooks; its runner, jest-circus, keeps its state on the global object. Where
 * that is not found the answer is no, and the journal is not printed.
 */
function hasFailed(): boolean {
  const key = Object.getOwnPropertySymbols(globalThis).find(({ description }) => description === 'JEST_STATE_SYMBOL');
  const state = key && (Reflect.get(globalThis, key) as { currentlyRunningTest?: { errors?: unknown[] } });
  return (state?.currentlyRunningTest?.errors?.length ?? 0) > 0;
}
