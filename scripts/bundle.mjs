/**
 * Bundles the program into one file: loading a hundred small files costs more than half of the time to the first answer.
 * What is only needed later (Faker, json-schema-faker, Ajv, YAML) stays outside and is loaded when it is asked for.
 */
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'));
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
  plugins: [withoutUnused],
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
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  plugins: [withoutUnused],
  external: Object.keys(dependencies).filter((name) => !bundled.includes(name)),
  // Express is CommonJS: inside an ES module its calls of `require` need one.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
await chmod('dist/main.js', 0o755);
