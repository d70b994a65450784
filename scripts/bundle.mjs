/**
 * Bundles the program into one file: loading a hundred small files costs more than half of the time to the first answer.
 * What is only needed later (Faker, json-schema-faker, Ajv, YAML) stays outside and is loaded when it is asked for.
 */
import { chmod, readFile } from 'node:fs/promises';
import { build } from 'esbuild';

const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'));
const bundled = ['express', 'commander', 'lru-cache', 'partial-json', 'picocolors', 'pure-rand'];

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
  // Express loads its body parsers, with half a megabyte of encoding tables, at start; the corridor reads bodies itself.
  alias: { 'body-parser': './scripts/no-body-parser.mjs' },
  external: Object.keys(dependencies).filter((name) => !bundled.includes(name)),
  // Express is CommonJS: inside an ES module its calls of `require` need one.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
await chmod('dist/main.js', 0o755);
