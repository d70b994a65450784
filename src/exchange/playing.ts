/** What cassettes and the upstream have to do with an exchange. */
import type { Kept } from '../cassettes/record/recorder.ts';
import type { Mode } from '../config.ts';

/** What shall be done. */
export interface Playback {
  mode: Exclude<Mode, 'synthetic'>;
  /** The cassette that was named. */
  cassette: string | undefined;
  /** Does the request itself say so? Then it goes before stubs. */
  asked: boolean;
}

/** What was done, for the journal and the log. */
export interface Playing {
  mode: Playback['mode'];
  cassette: string | null;
  /** The recording that answered: `tool-loop#3`. */
  recording: string | null;
  /** Was this exchange recorded? */
  stored: boolean;
  /** Why not, or what is to be known of the recording. */
  notes: readonly string[];
}

/** What the upstream answers, and what becomes of it. */
export interface LiveAnswer {
  kind: 'live';
  kept: Promise<Kept>;
}

/** With what became of the exchange. */
export function keptAs(playing: Playing, { stored, note }: Kept): Playing {
  return { ...playing, stored, notes: note === undefined ? [] : [note] };
}
