/** What an operation of the control API is: one row of its table. */
import type { Session } from '../sessions/session.ts';
import type { Sessions } from '../sessions/sessions.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A fragment of JSON Schema 2020-12. */
export type Schema = Readonly<Record<string, unknown>>;

/** What handlers know of the house. */
export interface World {
  /** The session that is spoken to: the default one, or the one of `/t/<id>` or `x-mock-session`. */
  session: Session;
  sessions: Sessions;
  version: string;
  /** Why the mock cannot answer requests yet; undefined once it can. */
  unready(): string | undefined;
}

/** A call that was let in, found, and read. */
export interface Call {
  params: Readonly<Record<string, string>>;
  /** Only parameters that the operation knows. Given twice, a list. */
  query: Readonly<Record<string, unknown>>;
  /** Parsed JSON that keeps the operation's schema; undefined where nothing was sent. */
  body: unknown;
}

/** What is answered: a value, or a text, which may come bit by bit, and without an end until its `return` is called. */
export type Result =
  | { status: number; json: unknown }
  | { status: number; type: string; text: string | AsyncIterableIterator<string> };

export interface Operation {
  method: Method;
  /** As Express writes it: `/_mock/stubs/:id`. */
  path: string;
  /** For those who generate clients. */
  name: string;
  /** One sentence. */
  summary: string;
  /** What may stand behind the `?`. */
  query?: Readonly<Record<string, { describe: string; schema: Schema }>>;
  body?: {
    schema: Schema;
    /** May it be left out? */
    optional?: boolean;
    /** Does the handler check it, because it can say more than a schema? */
    ownCheck?: boolean;
  };
  /** What each status means. Errors that every operation may answer with are not listed. */
  responses: Readonly<Record<number, string>>;
  handle(call: Call, world: World): Result | Promise<Result>;
}

/** Operations that belong together. */
export interface Theme {
  name: string;
  summary: string;
  operations: readonly Operation[];
}

export function ok(json: unknown): Result {
  return { status: 200, json };
}
