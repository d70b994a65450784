/** Reads the schema files of the dialects and of the mock's own files. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const DIALECTS = ['anthropic', 'openrouter', 'llm-router'];

/** All schemas of these folders by short name, such as `openrouter/request.legacy`. */
export function loadSchemas(folders = DIALECTS) {
  const schemas = {};
  for (const name of folders) {
    const folder = join(ROOT, 'schemas', name);
    for (const file of readdirSync(folder).sort()) {
      if (!file.endsWith('.schema.json')) continue;
      const short = `${name}/${file.replace('.schema.json', '')}`;
      schemas[short] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    }
  }
  return schemas;
}
