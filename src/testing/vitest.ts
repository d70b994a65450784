/** The test kit for Vitest: `import { useMock } from 'stuntdouble/vitest'`. Importing it adds the matchers to `expect`. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type TestEnd, type UseMockOptions, useMockWith } from './kit.ts';
import { type MockMatchers, matchers } from './matchers.ts';
import type { MockHandle } from './mock-handle.ts';
import { beginOf, endOf } from './mock-test.ts';

export { type MockMatchers, matchers, type Times } from './matchers.ts';
export { type MockFixtures, mockTest } from './mock-test.ts';
export type { MockHandle, UseMockOptions };

declare module 'vitest' {
  interface Matchers<T> extends MockMatchers {}
}

expect.extend(matchers);

/**
 * Starts a mock for this file, or for the `describe` in which it is called.
 *
 * @throws OptionError for an unknown option or a bad value
 * @example
 * const mock = useMock({ failOnUnmatched: true });
 * test('greets', async () => {
 *   mock.stub({ when: { text: 'hello' }, respond: { text: 'Hi there' } });
 *   ...
 *   expect(mock).toHaveReceivedMessage({ text: 'hello' });
 * });
 */
export function useMock(options: UseMockOptions = {}): MockHandle {
  return useMockWith(options, {
    beforeAll: (hook) => void beforeAll(hook),
    afterAll: (hook) => void afterAll(hook),
    beforeEach: (hook) => void beforeEach(({ task }) => hook(beginOf(task))),
    afterEach: (hook) => void afterEach(({ task }) => hook(task.concurrent ? endBesideOthers(task) : endOf(task))),
  });
}

/** Tests that run at the same time share the environment and its mock: one that fails is told so. */
function endBesideOthers(task: Parameters<typeof endOf>[0]): TestEnd {
  const end = endOf(task);
  const note =
    '  This test ran at the same time as others, which share the mock of useMock(). mockTest() gives each its own.';
  return { ...end, print: (text) => end.print(`${text}\n${note}`) };
}
