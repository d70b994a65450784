/** The test kit for Node's own test runner: `import { useMock } from 'stuntdouble/node-test'`. */
import { after, afterEach, before, beforeEach, type TestContext } from 'node:test';
import { type UseMockOptions, useMockWith } from './kit.ts';
import type { MockHandle } from './mock-handle.ts';

export type { MockHandle, UseMockOptions };

/**
 * Starts a mock for this file, or for the `describe` in which it is called. The runner has no `expect`: use `mock.verify(...)`.
 *
 * @throws OptionError for an unknown option or a bad value
 * @example
 * const mock = useMock({ failOnUnmatched: true });
 * test('greets', async () => {
 *   mock.stub({ when: { text: 'hello' }, respond: { text: 'Hi there' } });
 *   ...
 *   mock.verify({ when: { text: 'hello' }, times: 1 });
 * });
 */
export function useMock(options: UseMockOptions = {}): MockHandle {
  return useMockWith(options, {
    beforeAll: (hook) => before(hook),
    afterAll: (hook) => after(hook),
    beforeEach: (hook) =>
      beforeEach((context) => {
        const { name, fullName, filePath } = context as TestContext & { fullName?: string; filePath?: string };
        // Not every Node 20 tells a hook the file; the runner starts a process for each, and names it there.
        hook({ name: fullName ?? name, file: filePath ?? process.argv[1] });
      }),
    // Node hands the test to its hooks; its types only know of suites there.
    afterEach: (hook) =>
      afterEach((context) => {
        const { name, passed, diagnostic } = context as TestContext & { passed?: boolean };
        // A diagnostic is one line.
        const print = (text: string) => text.split('\n').forEach((line) => void diagnostic.call(context, line));
        hook({ name, failed: passed === false, print });
      }),
  });
}
