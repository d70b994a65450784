/** `useMock`, for any test framework that has hooks. */
import type { Options } from '../config.ts';
import { mayCall } from '../exchange/playback.ts';
import { clientEnvironment } from '../http/client-environment.ts';
import { withOwnKeys } from '../http/own-keys.ts';
import { createMock, type Mock } from '../mock.ts';
import { type Claims, proveClaims } from './claims.ts';
import { setVariables } from './environment.ts';
import { fixedHandle, type MockHandle, movingHandle } from './mock-handle.ts';
import { printJournal } from './print-journal.ts';
import { cassetteOf, type TestBegin } from './test-cassette.ts';

/** A mock that listens. */
export interface RunningMock {
  mock: Mock;
  /** As `listen` gave it. */
  url: string;
}

/** The options of a mock, and what the test kit does with it. */
export interface UseMockOptions extends Partial<Options>, Claims {
  /** Gives each test a session of its own, so that what an earlier test left running cannot be mistaken for its requests. */
  sessionPerTest?: boolean;
  /** Records each test to a cassette named after it, and replays it from there: see docs/cassettes.md. */
  cassettePerTest?: boolean;
  /** A mock that others use as well: none is started, each test gets a session of its own on it, and its options are its own affair. */
  shared?: RunningMock;
}

/** A test that is over. */
export interface TestEnd {
  failed: boolean;
  name: string | undefined;
  /** Tells something beside the test's own output. */
  print(text: string): void;
}

/** What a framework offers: hooks of a file or a suite. */
export interface Hooks {
  beforeAll(hook: () => Promise<void>): void;
  afterAll(hook: () => Promise<void>): void;
  beforeEach(hook: (begin: TestBegin) => void): void;
  afterEach(hook: (end: TestEnd) => void): void;
}

const OUTSIDE =
  'The mock of useMock() runs only while tests run. Use it in a test or in a hook, and call useMock() before them, at the top of the file ' +
  'or of its describe.';

/**
 * Starts a mock before the tests of this file or suite and stops it after them; leads clients to it by the environment, begins each test
 * with nothing remembered, and tells what was asked and answered when a test fails.
 *
 * @throws OptionError for an unknown option or a bad value
 */
export function useMockWith(given: UseMockOptions, hooks: Hooks): MockHandle {
  const { shared, sessionPerTest = shared !== undefined } = given;
  let running: RunningMock | undefined;
  let handle: MockHandle | undefined;
  let restore: () => void = () => undefined;
  let tests = 0;

  const enter = (next: MockHandle): void => {
    restore();
    handle = next;
    const variables = clientEnvironment(next.url, next.mock.options.apiKey[0]);
    restore = setVariables(mayRecord(given) ? withOwnKeys(variables) : variables);
  };
  hooks.beforeAll(async () => {
    running = shared ?? (await started(given));
    const { mock, url } = running;
    enter(fixedHandle(mock, mock.sessions.default, url));
  });
  hooks.beforeEach((begin) => {
    if (sessionPerTest) enter(sessionHandle(running!, `test-${process.pid}-${++tests}`));
    else handle!.reset();
    if (given.cassettePerTest) handle!.setOptions({ cassette: cassetteOf(begin) });
  });
  hooks.afterEach((end) => {
    if (!handle) return;
    endTest(handle, given, end);
    if (sessionPerTest) running!.mock.sessions.delete(handle.session.id);
  });
  hooks.afterAll(async () => {
    restore();
    handle = undefined;
    if (!shared) await running?.mock.close();
  });

  return movingHandle(() => {
    if (!handle) throw new Error(OUTSIDE);
    return handle;
  });
}

/** May the tests call the real service, which asks for a real key? */
function mayRecord({ cassettePerTest, cassette, mode = 'by-cassette' }: UseMockOptions): boolean {
  return cassettePerTest === true || cassette !== undefined || (mode !== 'by-cassette' && mayCall(mode));
}

/** A mock of its own, on a free port. */
export async function started(given: UseMockOptions): Promise<RunningMock> {
  const { shared: _, sessionPerTest, cassettePerTest, failOnUnmatched, failOnUnused, ...options } = given;
  const mock = createMock(options);
  const { url } = await mock.listen({ port: 0 });
  return { mock, url };
}

/** The handle of a session of this name. */
export function sessionHandle({ mock, url }: RunningMock, id: string): MockHandle {
  return fixedHandle(mock, mock.session(id), `${url}/t/${id}`);
}

/**
 * Tells what was asked and answered when the test failed, or fails because of what was claimed.
 *
 * @throws VerificationError
 */
export function endTest(handle: MockHandle, claims: Claims, { failed, name, print }: TestEnd): void {
  const tell = (): void => print(printJournal(handle.requests(), name, handle.url));
  if (failed) {
    tell();
    return;
  }
  try {
    proveClaims(handle, claims);
  } catch (error) {
    tell();
    throw error;
  }
}
