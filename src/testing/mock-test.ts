/** A `test` of Vitest with a mock: for tests that run at the same time, and so cannot share the environment. */
import { type TestAPI, type TestContext, test } from 'vitest';
import { endTest, type RunningMock, sessionHandle, started, type TestEnd, type UseMockOptions } from './kit.ts';
import type { MockHandle } from './mock-handle.ts';
import { cassetteOf, type TestBegin } from './test-cassette.ts';

/** What a test made by `mockTest` gets. */
export interface MockFixtures {
  /** A session that no other test has. Clients are led to it by `mock.url` or `mock.fetch`: the environment belongs to all tests. */
  mock: MockHandle;
  /** The server of the file. */
  mockServer: RunningMock;
  mockOptions: UseMockOptions;
}

/**
 * A `test` whose tests get a session each, on one server per file that starts when a test first asks for it.
 *
 * @example
 * // At the top level of a file:
 * const test = mockTest({ failOnUnused: true });
 * test.concurrent('greets', async ({ mock, expect }) => { ... });
 */
export function mockTest(options: UseMockOptions = {}): TestAPI<MockFixtures> {
  let tests = 0;
  return test.extend<MockFixtures>({
    mockOptions: [options, { scope: 'file' }],
    mockServer: [
      async ({ mockOptions }, use) => {
        if (mockOptions.shared) return use(mockOptions.shared);
        const server = await started(mockOptions);
        await use(server);
        await server.mock.close();
      },
      { scope: 'file' },
    ],
    mock: async ({ mockServer, mockOptions, task }, use) => {
      const handle = sessionHandle(mockServer, `test-${process.pid}-${++tests}`);
      if (mockOptions.cassettePerTest) handle.setOptions({ cassette: cassetteOf(beginOf(task)) });
      await use(handle);
      endTest(handle, mockOptions, endOf(task));
      mockServer.mock.sessions.delete(handle.session.id);
    },
  });
}

/** A test of Vitest, as it begins. */
export function beginOf({ name, suite, file }: Pick<TestContext['task'], 'name' | 'suite' | 'file'>): TestBegin {
  const names = [name];
  for (let around = suite; around; around = around.suite) names.unshift(around.name);
  return { name: names.join(' '), file: file.name };
}

/** How a test of Vitest ended, as far as it is known before its fixtures are taken down. */
export function endOf({ name, result }: Pick<TestContext['task'], 'name' | 'result'>): TestEnd {
  return { name, failed: result?.state === 'fail', print: (text) => console.error(text) };
}
