/** The examples of a page, as files in a folder of their own that sees the packages of this project and its sources as its users do. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** What the package's entries are made of. */
const ENTRIES: Readonly<Record<string, string>> = {
  'stuntdouble/vitest': 'src/testing/vitest.ts',
  'stuntdouble/jest': 'src/testing/jest.ts',
  'stuntdouble/node-test': 'src/testing/node-test.ts',
  stuntdouble: 'src/index.ts',
};

/** How a program ended, and all that it printed. */
export interface Run {
  code: number;
  output: string;
}

export class Examples {
  readonly folder = mkdtempSync(join(tmpdir(), 'stuntdouble-docs-'));
  /** Names of the files. */
  readonly files: string[] = [];

  constructor() {
    const packages = join(this.folder, 'node_modules');
    mkdirSync(packages);
    for (const name of readdirSync(join(root, 'node_modules')))
      symlinkSync(join(root, 'node_modules', name), join(packages, name));
    symlinkSync(root, join(packages, 'stuntdouble'));
    this.write('package.json', '{ "type": "module" }');
  }

  write(name: string, text: string): void {
    mkdirSync(join(this.folder, name, '..'), { recursive: true });
    writeFileSync(join(this.folder, name), text);
    this.files.push(name);
  }

  /** Every block of TypeScript on a page that begins with a comment which names its file. Returns how many blocks there are in all. */
  take(page: string): number {
    const blocks = [...readFileSync(join(root, page), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(
      ([, text]) => text!,
    );
    for (const text of blocks) {
      const name = /^\/\/ (\S+\.ts)\n/.exec(text)?.[1];
      if (name) this.write(name, text);
    }
    return blocks.length;
  }

  /** Compiles them as strictly as the project itself. */
  check(): Promise<Run> {
    const paths = Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, [join(root, path)]]));
    const include = [join(this.folder, '*.ts')];
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { paths, typeRoots: [join(root, 'node_modules/@types')] },
      include,
    };
    this.write('tsconfig.json', JSON.stringify(config));
    return this.#run(join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json');
  }

  /** Runs those files in Vitest. */
  async vitest(...names: string[]): Promise<Run> {
    const alias = Object.entries(ENTRIES).map(([find, path]) => ({ find, replacement: join(root, path) }));
    // What a file imports is looked for where the file really is.
    const config = {
      resolve: { alias, preserveSymlinks: true },
      // One after the other in one place: they load the same modules.
      test: { include: names, globals: true, watch: false, isolate: false, fileParallelism: false },
    };
    this.write('vitest.config.mjs', `export default ${JSON.stringify(config)};`);
    return this.#run(join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--no-color');
  }

  /** Runs a file in Node's own test runner. */
  async nodeTest(name: string): Promise<Run> {
    const outfile = join(this.folder, name.replace(/\.ts$/, '.mjs'));
    const alias = Object.fromEntries(Object.entries(ENTRIES).map(([find, path]) => [find, join(root, path)]));
    await build({
      entryPoints: [join(this.folder, name)],
      outfile,
      alias,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      logLevel: 'error',
    });
    return this.#run('--test', '--test-reporter=tap', outfile);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #run(...words: string[]): Promise<Run> {
    // The runner that runs this must not be taken for theirs.
    const { VITEST: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
    return new Promise((resolve) => {
      execFile(process.execPath, words, { cwd: this.folder, env }, (error, out, errors) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, output: out + errors });
      });
    });
  }
}
