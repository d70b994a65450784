/** A call of the control API from door to door: who asks, for what, with what, and the answer. */
import type { Headers } from '../headers.ts';
import { FilterError } from '../journal/parse-filter.ts';
import type { Session } from '../sessions/session.ts';
import { SessionError } from '../sessions/sessions.ts';
import { ControlError } from './control-error.ts';
import { allowedAt, findOperation } from './find-operation.ts';
import { type GuardOptions, guard } from './guard.ts';
import type { Result, World } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { readBody, readQuery } from './read-call.ts';

export interface IncomingCall {
  method: string;
  /** Without the query, and without `/t/<id>`. */
  path: string;
  query: Readonly<Record<string, unknown>>;
  headers: Headers;
  /**
   * Reads the body; undefined when the client went away.
   *
   * @throws ControlError for one that cannot be taken
   */
  receive(): Promise<Buffer | undefined>;
  /**
   * The session that is spoken to, made if there is none.
   *
   * @throws SessionError
   */
  session(): Session;
}

export type ControlReply = Result & { headers?: Readonly<Record<string, string>> };

/**
 * Answers a call. Never throws for what a caller does.
 *
 * @returns undefined when the client went away
 */
export async function answerCall(
  incoming: IncomingCall,
  house: Omit<World, 'session'>,
  options: GuardOptions,
): Promise<ControlReply | undefined> {
  try {
    return await answered(incoming, house, options);
  } catch (error) {
    return refused(controlErrorOf(error));
  }
}

async function answered(
  { method, path, query, headers, receive, session }: IncomingCall,
  house: Omit<World, 'session'>,
  options: GuardOptions,
): Promise<ControlReply | undefined> {
  // Before all else: strangers shall neither make sessions nor be read.
  guard(headers, options);
  if (method === 'OPTIONS') {
    return { status: 204, type: 'text/plain', text: '', headers: { allow: allowedAt(OPERATIONS, path) } };
  }
  const { operation, params } = findOperation(OPERATIONS, method, path);
  readQuery(operation, query);
  const bytes = await receive();
  if (!bytes) return undefined;
  const body = await readBody(operation, bytes);
  return operation.handle({ params, query, body }, { ...house, session: session() });
}

function controlErrorOf(error: unknown): ControlError {
  if (error instanceof ControlError) return error;
  if (error instanceof SessionError) return new ControlError(400, error.message);
  if (error instanceof FilterError) return new ControlError(400, error.message);
  throw error;
}

function refused({ status, message, detail: { headers = {}, ...detail } }: ControlError): ControlReply {
  return { status, json: { error: { message, ...detail } }, headers };
}
