/** Writes what is made from the table of options: the config file's schema and the docs' list. Run after a build. */
import { mkdir, writeFile } from 'node:fs/promises';
import { optionsPage } from '../dist/cli/options-page.js';
import { configSchema } from '../dist/config-schema.js';

await mkdir('schemas/mock', { recursive: true });
await writeFile('schemas/mock/config.schema.json', `${JSON.stringify(configSchema(), null, 2)}\n`);
await writeFile('docs/options.md', optionsPage());
