/** Reads the schema files of all dialects. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const DIALECTS = ['anthropic', 'openrouter', 'llm-router'];

/** All schemas by short name, such as `openrouter/request.legacy`. */
export function loadSchemas() {
  const schemas = {};
  for (const dialect of DIALECTS) {
    const folder = join(ROOT, 'schemas', dialect);
    for (const file of readdirSync(folder).sort()) {
      if (!file.endsWith('.schema.json')) continue;
      const name = `${dialect}/${file.replace('.schema.json', '')}`;
      schemas[name] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    }
  }
  return schemas;
}
