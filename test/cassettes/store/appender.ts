/** A process of its own that records into a cassette. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../../..');

/** Appends exchanges `<label>-1`, `<label>-2`... and prints each that is finished, on a line; or why it is not. */
const PROGRAM = `
import { editCassette } from './src/cassettes/store/edit-cassette.ts';
import { recordingOf } from './test/cassettes/recording-of.ts';

// A limit on the size of files shall make the write fail, and not the process.
process.on('SIGXFSZ', () => undefined);
const [directory, name, label, count, size] = process.argv.slice(2);
for (let number = 1; number <= Number(count); number++) {
  const recording = recordingOf(label + '-' + number, { text: 'x'.repeat(Number(size)), body: undefined });
  try {
    await editCassette(directory, name, (all) => [...all, recording], { private: false });
    process.stdout.write(label + '-' + number + '\\n');
  } catch (error) {
    process.stdout.write(error.name + ': ' + error.message + '\\n');
  }
}
`;

const BANNER = `
import { createRequire as load } from 'node:module';
const require = load(import.meta.url);
const __filename = import.meta.filename;
`;

export interface Task {
  directory: string;
  name: string;
  label: string;
  count: number;
  /** Characters in each request. */
  size?: number;
  /** Largest file it may write, in KiB. */
  limit?: number;
}

export class Appender {
  readonly #folder = mkdtempSync(join(tmpdir(), 'stuntdouble-appender-'));

  async make(): Promise<void> {
    await build({
      stdin: { contents: PROGRAM, resolveDir: root, loader: 'ts' },
      outfile: join(this.#folder, 'append.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      // What libraries expect that were not written as modules.
      banner: { js: BANNER },
    });
  }

  /** `onLine` may kill the process. Resolves with all lines when it has ended. */
  run(task: Task, onLine: (child: ChildProcess, lines: number) => void = () => undefined): Promise<string[]> {
    const { directory, name, label, count, size = 100, limit } = task;
    const program = [process.execPath, join(this.#folder, 'append.mjs'), directory, name, label, `${count}`, `${size}`];
    // As on a full disk, a write is at first cut short, and then refused.
    const limited = ['sh', '-c', `ulimit -f ${(limit ?? 0) * 2}; exec "$@"`, 'sh', ...program];
    const [command, ...args] = limit === undefined ? program : limited;
    const child = spawn(command!, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.stdout!.setEncoding('utf8').on('data', (more: string) => {
        text += more;
        onLine(child, text.split('\n').length - 1);
      });
      child.on('close', () => resolve(text.split('\n').slice(0, -1)));
    });
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
