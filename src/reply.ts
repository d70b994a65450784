/** What leaves the house: a status, headers, and frames in time. */

/**
 * A piece of a reply. `wait` is how many milliseconds it is held back after the frame before it; `bytes` go out, or the connection
 * is `cut`: ended in order, or reset.
 */
export type Frame = { wait: number; bytes: string | Uint8Array } | { wait: number; cut: 'end' | 'reset' };

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
  /** Does each frame leave in a write of its own, even if the next one is due? */
  apart?: true;
}
