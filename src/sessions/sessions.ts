/** The sessions of one mock: made on first use, bounded in number, forgotten when nobody uses them for long. */
import type { Clock } from '../clock.ts';
import { DEFAULT_SESSION, Session, type SessionParts } from './session.ts';

/** Why there is no such session. */
export class SessionError extends Error {
  override name = 'SessionError';
}

/** A session in a list. */
export interface SessionView {
  id: string;
  /** Exchanges since it began. */
  requests: number;
  /** Its own stubs and those of the files. */
  stubs: number;
  /** Milliseconds since it was used. */
  idle: number;
}

export interface SessionsOptions extends Omit<SessionParts, 'id'> {
  clock: Clock;
}

export class Sessions {
  readonly #options: SessionsOptions;
  /** Least recently used first. */
  readonly #known = new Map<string, { session: Session; used: number }>();
  /** The session of requests that name none. Always there. */
  readonly default: Session;

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.default = new Session({ ...options, id: DEFAULT_SESSION });
  }

  /**
   * The session of this name, made if there is none.
   *
   * @throws SessionError for a name that cannot be one, and when there is no room for another
   */
  of(id: string): Session {
    const known = this.get(id);
    if (known) return known;
    if (!NAME.test(id)) {
      throw new SessionError(
        `"${id.slice(0, 60)}" cannot name a session: expected 1 to 100 letters, digits, or any of . _ ~ : @ -`,
      );
    }
    const { sessions: most } = this.#options.options;
    if (this.#known.size >= most) this.#forgetIdle();
    if (this.#known.size >= most) {
      throw new SessionError(
        `There are ${most} sessions already. Delete those that are over (DELETE /_mock/sessions/<id>), or raise --sessions.`,
      );
    }
    const session = new Session({ ...this.#options, id });
    this.#known.set(id, { session, used: this.#options.clock.elapsed() });
    return session;
  }

  /** The session of this name, if there is one. Looking at it counts as use. */
  get(id: string): Session | undefined {
    if (id === DEFAULT_SESSION) return this.default;
    const entry = this.#known.get(id);
    if (!entry) return undefined;
    const now = this.#options.clock.elapsed();
    this.#known.delete(id);
    if (now - entry.used > this.#options.options.sessionIdle) return undefined;
    entry.used = now;
    this.#known.set(id, entry);
    return entry.session;
  }

  /** All of them, the default one first, then the least recently used. */
  list(): SessionView[] {
    this.#forgetIdle();
    const now = this.#options.clock.elapsed();
    return [
      viewOf(this.default, 0),
      ...[...this.#known.values()].map(({ session, used }) => viewOf(session, Math.round(now - used))),
    ];
  }

  /** Forgets a session; the default one is only reset. Tells whether there was one. */
  delete(id: string): boolean {
    if (id !== DEFAULT_SESSION) return this.#known.delete(id);
    this.default.reset();
    return true;
  }

  #forgetIdle(): void {
    const now = this.#options.clock.elapsed();
    for (const [id, { used }] of this.#known) {
      if (now - used <= this.#options.options.sessionIdle) return;
      this.#known.delete(id);
    }
  }
}

/** What needs no escape in a path, in a header, or in a file name. Clients take `.` and `..` out of a path, and reach another session. */
const NAME = /^(?!\.{1,2}$)[\w.~:@-]{1,100}$/;

function viewOf({ id, journal, stubs }: Session, idle: number): SessionView {
  return { id, requests: journal.total, stubs: stubs.size, idle };
}
