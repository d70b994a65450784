/** What leaves the house: a status, headers, and frames in time. */

/**
 * A piece of a reply. `wait` is how many milliseconds it is held back after the frame before it; `bytes` go out, or the connection
 * is `cut`: ended in order, or reset.
 */
export type Frame = { wait: number; bytes: string | Uint8Array } | { wait: number; cut: 'end' | 'reset' };

/** Names and values of headers, in the order in which they came; a name may come more than once. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

/** A reply that somebody else is still giving: its status is that of the reply, all else is passed on as it comes. */
export interface Relay {
  statusText: string;
  /** They leave before the reply's own. */
  headers: HeaderLines;
  /** Pieces of the body as they arrive. Throws where the other side breaks off. */
  body: AsyncIterable<Uint8Array>;
  /** Headers behind the body, once it is through. */
  trailers(): HeaderLines;
  /** Nobody listens any more. */
  stop(): void;
  /** Resolves when the exchange is kept, or will not be: the reply does not end before that. Never rejects. */
  kept: Promise<unknown>;
}

/** A whole reply. A JSON reply is a reply with one frame. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  frames: readonly Frame[];
  /**
   * When status and headers leave, where a fault says so: `at once`; `held` until the first bytes; or `never`, and then the frames are all
   * that the connection carries. Unsaid, those of an event stream leave at once, and all others with the first bytes.
   */
  opening?: 'at once' | 'held' | 'never';
  /** What is passed on instead of frames. */
  relay?: Relay;
  /** Does each frame leave in a write of its own, even if the next one is due? */
  apart?: true;
}
