/** What comes of a file of somebody else's recordings. */
import type { Recording } from '../recording.ts';

/** What could not be taken, or not all of it, and why. */
export interface Remark {
  /** `chat.har entry 3` */
  where: string;
  reason: string;
}

export interface Taken {
  where: string;
  recording: Recording;
}

export interface Imported {
  taken: Taken[];
  skipped: Remark[];
  /** Of what was taken: what got lost of it. */
  notes: Remark[];
}

export function nothing(): Imported {
  return { taken: [], skipped: [], notes: [] };
}
