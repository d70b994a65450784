/** Decides whether generated files are newer than everything they are made from. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The schemas, the scripts and the lock file: a new Ajv may write other code. */
export function inputsOf(root) {
  const schemas = readdirSync(join(root, 'schemas'), { recursive: true })
    .filter((name) => name.endsWith('.schema.json'))
    .map((name) => join(root, 'schemas', name));
  const scripts = readdirSync(join(root, 'scripts/generate')).map((name) => join(root, 'scripts/generate', name));
  return [...schemas, ...scripts, join(root, 'scripts/generate.mjs'), join(root, 'package-lock.json')];
}

export function isFresh(inputs, outputs) {
  if (!outputs.every((file) => existsSync(file))) return false;
  const oldestOutput = Math.min(...outputs.map((file) => statSync(file).mtimeMs));
  return inputs.every((file) => !existsSync(file) || statSync(file).mtimeMs <= oldestOutput);
}
