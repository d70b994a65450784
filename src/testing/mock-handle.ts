/** What a test holds in its hand: the mock, or its session of it, while tests run. */
import type { Mock } from '../mock.ts';
import type { Session } from '../sessions/session.ts';
import { FACE_NAMES, type SessionFace, sessionFace } from '../sessions/session-face.ts';

/** A session of a running mock. */
export interface MockHandle extends SessionFace {
  readonly mock: Mock;
  readonly session: Session;
  /** Base URL of the session, for Anthropic's SDKs; those for OpenRouter want `<url>/api/v1`. */
  readonly url: string;
  /** `fetch` into the mock without the network, for the `fetch` option of SDKs. */
  readonly fetch: typeof fetch;
}

/** A handle that always speaks of one session. */
export function fixedHandle(mock: Mock, session: Session, url: string): MockHandle {
  return Object.assign(sessionFace(session), { mock, session, url, fetch: mock.fetch });
}

const NAMES: readonly (keyof MockHandle)[] = [...FACE_NAMES, 'mock', 'session', 'url', 'fetch'];

/**
 * A handle that speaks of the session of the test that runs.
 *
 * @param current the handle of that session; throws where none runs
 */
export function movingHandle(current: () => MockHandle): MockHandle {
  const handle = {};
  // Not to be listed: who prints a handle outside of tests shall not meet the error.
  for (const name of NAMES) Object.defineProperty(handle, name, { get: () => current()[name] });
  return handle as MockHandle;
}
