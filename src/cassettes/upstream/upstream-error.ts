/** What may go wrong with a call of a real service: it gives no reply, or one that breaks off. */
import type { Broken } from '../recording.ts';

/** The upstream gave no reply. The message says what was called, what happened, and what to do. */
export class UpstreamError extends Error {
  /** The code of Node or undici, such as `ECONNREFUSED`, where there is one. */
  readonly code: string | undefined;
  constructor(message: string, code?: string) {
    super(message);
    this.name = 'UpstreamError';
    this.code = code;
  }
}

/** The reply began and broke off. */
export class UpstreamBroken extends Error {
  readonly how: Broken;
  constructor(how: Broken, message: string) {
    super(message);
    this.name = 'UpstreamBroken';
    this.how = how;
  }
}
