/** The stub files that all sessions share: read at the start, and again whenever they change. */
import type { Clock } from '../clock.ts';
import { type LocatedProblem, problemText } from '../stubs/files/located-problem.ts';
import { StubError } from '../stubs/stub-error.ts';
import { type StubSet, stubSet } from '../stubs/stub-set.ts';

/** What a reading of the files came to. With errors among the problems the stubs stay as they were. */
export interface StubNews {
  problems: readonly LocatedProblem[];
  /** The files that were taken in; undefined when none were. */
  files: readonly string[] | undefined;
  /** How many stubs are in use now. */
  stubs: number;
}

export class StubFiles {
  readonly #paths: readonly string[];
  readonly #tell: (news: StubNews) => void;
  #set: StubSet = stubSet([]);
  #reading: Promise<void> | undefined;
  #digest: string | undefined;
  #watch: Promise<{ close(): Promise<void> }> | undefined;

  /** @param tell is told of every reading but a first one that fails, which `read` throws */
  constructor(paths: readonly string[], tell: (news: StubNews) => void) {
    this.#paths = paths;
    this.#tell = tell;
  }

  /** The stubs as they are now; none before the first reading. */
  get set(): StubSet {
    return this.#set;
  }

  /** Are all files in that were asked for? */
  get isRead(): boolean {
    return this.#paths.length === 0 || this.#digest !== undefined;
  }

  /**
   * Reads the files, once.
   *
   * @throws StubError that names every problem with file, line and column
   */
  read(): Promise<void> {
    this.#reading ??= this.#readOnce();
    return this.#reading;
  }

  /** Takes in what changes from now on. */
  async watch(clock: Clock): Promise<void> {
    if (this.#paths.length === 0) return;
    this.#watch ??= this.#startWatch(clock);
    await this.#watch;
  }

  async close(): Promise<void> {
    const watch = this.#watch;
    this.#watch = undefined;
    await (await watch)?.close();
  }

  async #startWatch(clock: Clock): Promise<{ close(): Promise<void> }> {
    const { watchStubs } = await import('../stubs/files/watch-stubs.ts');
    return watchStubs(
      this.#paths,
      {
        onSet: (set, files) => {
          this.#set = set;
          this.#tell({ problems: [], files, stubs: set.size });
        },
        onProblems: (problems) => this.#tell({ problems, files: undefined, stubs: this.#set.size }),
      },
      { clock, ...(this.#digest === undefined ? {} : { digest: this.#digest }) },
    );
  }

  async #readOnce(): Promise<void> {
    if (this.#paths.length === 0) return;
    // Most runs have no stub files, and every start would pay for what reads them.
    const { loadStubs } = await import('../stubs/files/stub-folder.ts');
    const { set, problems, files, digest } = await loadStubs(this.#paths);
    if (!set) {
      const told = problems.filter(({ severity }) => severity === 'error').map(problemText);
      throw new StubError(
        problems.map(({ file, at, message, severity }) => ({ path: [file, at], message, severity })),
        `The stubs cannot be used:\n${told.join('\n')}`,
      );
    }
    this.#set = set;
    this.#digest = digest;
    this.#tell({ problems, files, stubs: set.size });
  }
}
