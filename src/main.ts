#!/usr/bin/env node
/** The program `stuntdouble`. */
import { readFileSync } from 'node:fs';
import { createProgram } from './cli/program.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const terminal = {
  out: (line: string) => void process.stdout.write(`${line}\n`),
  error: (line: string) => void process.stderr.write(`${line}\n`),
};

await createProgram(version, terminal, (code) => {
  process.exitCode = code;
  // Streams of clients that never read would keep the process alive.
  setImmediate(() => process.exit(code));
}).parseAsync();
