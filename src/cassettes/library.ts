/** The cassettes of one mock: read when first asked for, and again when they change. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Cassette, CassetteError } from './cassette.ts';
import type { MatchLevel, Repeat } from './cassette-settings.ts';
import type { Tape } from './match/tape.ts';
import type { Recorder } from './record/recorder.ts';
import type { Recording } from './recording.ts';
import { folderOf } from './store/folder-of.ts';

export interface LibraryParts {
  /** Where the cassettes are; need not exist. */
  directory: string;
  clock: Clock;
  /** A file to list the recordings in that were replayed. */
  usedFile?: string | undefined;
  /** Told what is wrong with cassettes that nobody asked for by name, and why exchanges were not recorded. */
  tell(note: string): void;
}

/** A cassette in a list. */
export interface CassetteView {
  name: string;
  recordings: number;
  /** Ids of those that nobody asked for yet, in any session. */
  unused: string[];
}

/** What holds where a cassette says nothing. */
type Defaults = Readonly<{ match: MatchLevel; repeat: Repeat }>;

export class Library {
  readonly directory: string;
  readonly #parts: LibraryParts;
  /** By name; all of them under the empty one. */
  readonly #read = new Map<string, Promise<readonly Cassette[]>>();
  readonly #tapes = new Map<string, Tape | Promise<Tape>>();
  #recorder: Promise<Recorder> | undefined;
  #watched = false;
  #watch: Promise<{ close(): Promise<void> }> | undefined;
  readonly #used = new Set<string>();

  constructor(parts: LibraryParts) {
    this.directory = parts.directory;
    this.#parts = parts;
  }

  /**
   * An index over the recordings of a cassette, or of all: at once where it is made already.
   *
   * @throws CassetteError when the cassette that was named cannot be read; one that does not exist is empty
   */
  tape(name: string | undefined, { match, repeat }: Defaults): Tape | Promise<Tape> {
    const key = `${match} ${repeat} ${name ?? ''}`;
    const known = this.#tapes.get(key);
    if (known) return known;
    const coming = this.#index(name, { match, repeat });
    this.#tapes.set(key, coming);
    const isLatest = (): boolean => this.#tapes.get(key) === coming;
    coming.then(
      (tape) => isLatest() && this.#tapes.set(key, tape),
      // What is broken may be mended.
      () => isLatest() && this.#tapes.delete(key),
    );
    return coming;
  }

  /** The file for the settings of a cassette, or of all. */
  settingsFile(name: string | undefined): string {
    return name === undefined
      ? join(this.directory, 'cassettes.json')
      : join(folderOf(this.directory, name), 'cassette.json');
  }

  /** The names of the cassettes that can be read. */
  async names(): Promise<string[]> {
    return (await this.#cassettes('')).map(({ name }) => name);
  }

  /** What calls upstreams, and records. */
  recorder(): Promise<Recorder> {
    // Most mocks never call anybody, and every start would pay for it.
    this.#recorder ??= import('./record/recorder.ts').then(
      ({ Recorder }) => new Recorder({ clock: this.#parts.clock, tell: this.#parts.tell }),
    );
    return this.#recorder;
  }

  /** Reads a cassette again when it is next asked for. */
  forget(name: string): void {
    this.#read.delete(name);
    this.#read.delete('');
    this.#tapes.clear();
  }

  /** Remembers that a recording was replayed, and lists it in the file for that, once. */
  noteUse({ id, polly }: Recording): void {
    if (this.#used.has(id)) return;
    this.#used.add(id);
    const { usedFile, tell } = this.#parts;
    if (usedFile === undefined) return;
    const cassette = id.slice(0, id.lastIndexOf('#'));
    try {
      appendFileSync(usedFile, `${JSON.stringify({ cassette, entry: polly.id, order: polly.order })}\n`);
    } catch (error) {
      tell(`${usedFile}: the recordings in use cannot be listed there: ${(error as Error).message}`);
    }
  }

  /** All cassettes with their recordings, and how many of those were replayed; and what is wrong with others. */
  async overview(): Promise<{ cassettes: CassetteView[]; problems: string[] }> {
    const { readCassettes } = await import('./store/read-cassettes.ts');
    const { cassettes, problems } = await readCassettes(this.directory);
    return {
      cassettes: cassettes.map(({ name, recordings }) => ({
        name,
        recordings: recordings.length,
        unused: recordings.filter(({ id }) => !this.#used.has(id)).map(({ id }) => id),
      })),
      problems: problems.map(({ message }) => message),
    };
  }

  /** Takes in what changes, once something was read. */
  watch(): void {
    this.#watched = true;
  }

  /** Waits for what is being recorded, and lets go of upstreams and files. */
  async close(): Promise<void> {
    const [watch, recorder] = [this.#watch, this.#recorder];
    this.#watched = false;
    this.#watch = undefined;
    this.#recorder = undefined;
    await (await watch)?.close();
    await (await recorder)?.close();
  }

  #forgetAll(): void {
    this.#read.clear();
    this.#tapes.clear();
  }

  async #startWatch(): Promise<void> {
    // Before the first reading, so that no change falls between the two. Most mocks read no cassette, and need no watch.
    this.#watch ??= import('./store/watch-cassettes.ts').then(({ watchCassettes }) =>
      watchCassettes(this.directory, () => this.#forgetAll(), this.#parts.clock),
    );
    await this.#watch;
  }

  async #index(name: string | undefined, defaults: Defaults): Promise<Tape> {
    const [{ Tape }, cassettes] = await Promise.all([import('./match/tape.ts'), this.#cassettes(name ?? '')]);
    return new Tape(cassettes, defaults);
  }

  #cassettes(name: string): Promise<readonly Cassette[]> {
    let cassettes = this.#read.get(name);
    if (!cassettes) {
      cassettes = this.#readNow(name);
      this.#read.set(name, cassettes);
      cassettes.catch(() => this.#read.delete(name));
    }
    return cassettes;
  }

  async #readNow(name: string): Promise<readonly Cassette[]> {
    if (this.#watched) await this.#startWatch();
    const { readCassette, readCassettes } = await import('./store/read-cassettes.ts');
    if (name !== '') {
      const cassette = await readCassette(this.directory, name);
      return cassette ? [cassette] : [];
    }
    const { cassettes, problems } = await readCassettes(this.directory);
    for (const { message } of problems satisfies readonly CassetteError[]) this.#parts.tell(message);
    return cassettes;
  }
}
