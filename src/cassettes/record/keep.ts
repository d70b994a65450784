/** Where and how exchanges are kept. */
import type { MatchLevel } from '../cassette-settings.ts';

export interface Keep {
  /** The folder of all cassettes. */
  directory: string;
  /** Of the cassette. */
  name: string;
  /** Write pseudonyms where secrets stood, instead of nothing at all? */
  redact: boolean;
  /** Keep replies that broke off? */
  keepBroken: boolean;
  /** Leave out refusals that say nothing of the request (401, 402, 403, 408, 429, 5xx)? They would be replayed although they are over. */
  lastingOnly?: boolean;
  /** Files for this user only? */
  private: boolean;
  /**
   * At this level of matching, where cassettes say nothing else: new recordings take the place of those that the same request had before
   * this recorder was made. Without it they come behind them.
   */
  anew?: MatchLevel | undefined;
}
