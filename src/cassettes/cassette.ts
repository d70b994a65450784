/** A cassette: recordings that belong together, in the order in which they were made. */
import type { CassetteSettings } from './cassette-settings.ts';
import type { Recording } from './recording.ts';

export interface Cassette {
  /** As the user names it: `tool-loop`, `agents/search`. */
  name: string;
  /** Absolute path of the folder that holds its `recording.har`. */
  folder: string;
  /** Its own settings over those of the folder of all cassettes. */
  settings: CassetteSettings;
  recordings: readonly Recording[];
}

/** Something is wrong with a file, a name, a folder or a setting. The message says what, where, and what to do. */
export class CassetteError extends Error {
  /** The file or folder, where there is one. */
  readonly file: string | undefined;
  constructor(message: string, file?: string) {
    super(message);
    this.name = 'CassetteError';
    this.file = file;
  }
}
