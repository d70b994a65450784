/**
 * Bundles the program into one file: loading a hundred small files costs more than half of the time to the first answer, and a dozen
 * larger ones still a tenth. What is only needed later is in a second file; Faker, json-schema-faker, Ajv and YAML stay outside.
 */
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { build, transform } from 'esbuild';

const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'));
const dist = resolve('dist');
/**
 * Whatever the program loads with `import()`, in one file; but for what brings Polly.js along. In a file their exports must have different
 * names. Each further file would cost every start the chunks that it shares.
 */
const LATER = {
  later: [
    'cassettes/match/tape.js',
    'cassettes/record/recorder.js',
    'cassettes/store/read-cassettes.js',
    'cassettes/store/watch-cassettes.js',
    'cli/cassettes/diff-cassettes.js',
    'cli/cassettes/drift-cassettes.js',
    'cli/cassettes/edit-exchange.js',
    'cli/cassettes/export-cassette.js',
    'cli/cassettes/import-files.js',
    'cli/cassettes/lint-cassettes.js',
    'cli/cassettes/list-cassettes.js',
    'cli/cassettes/prune-cassettes.js',
    'cli/cassettes/show-cassette.js',
    'cli/drill.js',
    'cli/stubs-check.js',
    'control/answer-call.js',
    'exchange/relayed.js',
    'exchange/taped.js',
    'stubs/files/stub-folder.js',
    'stubs/files/watch-stubs.js',
    'synthesis/from-schema.js',
  ],
  recording: ['cassettes/record/through-polly.js'],
};
const bundled = ['express', 'commander', 'lru-cache', 'partial-json', 'picocolors', 'pure-rand'];

/**
 * What Express loads at start for features that the server never uses: body parsers, nested queries, static files, the table of media
 * types. Together they take a tenth of the time to the first answer. In the bundle they are empty; the library has the real ones.
 */
const UNUSED = ['body-parser', 'qs', 'serve-static', 'send', 'mime-db'];
const withoutUnused = {
  name: 'without-unused',
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^(${UNUSED.join('|')})$`);
    onResolve({ filter }, ({ path }) => ({ path, namespace: 'unused' }));
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/**
 * The generated validators are half of the bundle, and to compile them is a fifth of the start. Nobody reads them, so their names are
 * made short; all other code keeps its names, for the sake of stack traces.
 */
const shortValidators = {
  name: 'short-validators',
  setup({ onLoad }) {
    onLoad({ filter: /contract\/generated\/[a-z]+-validators?\.js$/ }, async ({ path }) => ({
      contents: (await transform(await readFile(path, 'utf8'), { minify: true, format: 'esm' })).code,
    }));
  },
};

/** The validators of replies are as large as all else, and only `stubs check` needs them: they stay where the compiler put them. */
const REPLIES = /generated\/reply-validators\.js$/;

/**
 * Everything that is loaded with `import()` goes into two files of its own. Left to itself, the bundler makes a file for each set of
 * modules that some of these share: a dozen, each of which costs every start a millisecond.
 */
const later = {
  name: 'later',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: REPLIES }, () => ({ path: './contract/generated/reply-validators.js', external: true }));
    onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const wanted = relative(dist, resolve(resolveDir, path));
      const file = Object.keys(LATER).find((name) => LATER[name].includes(wanted));
      if (!file) throw new Error(`bundle.mjs: LATER lacks ${wanted}`);
      return { path: file, namespace: 'later' };
    });
    onLoad({ filter: /.*/, namespace: 'later' }, ({ path: file }) => ({
      contents: LATER[file].map((path) => `export * from './${path}';`).join('\n'),
      resolveDir: dist,
    }));
  },
};

/**
 * Tests of Jest are CommonJS, as a rule, and Jest cannot `require` an ES module. So its test kit is bundled whole, with what it imports:
 * some of that is ES modules only. Not minified: a stack trace may lead here.
 */
await build({
  entryPoints: ['dist/testing/jest.js'],
  outfile: 'dist/jest.cjs',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  plugins: [withoutUnused, shortValidators],
  // They are CommonJS themselves, and most tests record nothing.
  external: ['@pollyjs/*', 'undici', 'proper-lockfile', 'write-file-atomic'],
  // Jest knows `import()` only behind a flag of Node.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': '__url' },
  banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
  logLevel: 'warning',
});
await writeFile(
  'dist/jest.d.cts',
  `import type * as kit from './testing/jest.js' with { 'resolution-mode': 'import' };
export type { MockHandle, MockMatchers, Times, UseMockOptions } from './testing/jest.js' with { 'resolution-mode': 'import' };
export declare const useMock: typeof kit.useMock;
export declare const matchers: typeof kit.matchers;
`,
);

await build({
  entryPoints: ['dist/main.js'],
  outdir: 'dist',
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  // Beside main.js, so that a path outside is the same from each of them.
  chunkNames: 'program-[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  plugins: [withoutUnused, shortValidators, later],
  external: Object.keys(dependencies).filter((name) => !bundled.includes(name)),
  // Express is CommonJS: inside an ES module its calls of `require` need one.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
await chmod('dist/main.js', 0o755);
