/** Writes what is made from tables: the config file's schema, the docs' lists of options and of wishes. Run after a build. */
import { mkdir, writeFile } from 'node:fs/promises';
import { faultsPage } from '../dist/cli/faults-page.js';
import { onDemandPage } from '../dist/cli/on-demand-page.js';
import { optionsPage } from '../dist/cli/options-page.js';
import { configSchema } from '../dist/config-schema.js';

await mkdir('schemas/mock', { recursive: true });
await writeFile('schemas/mock/config.schema.json', `${JSON.stringify(configSchema(), null, 2)}\n`);
await writeFile('docs/options.md', optionsPage());
await writeFile('docs/on-demand.md', onDemandPage());
await writeFile('docs/faults.md', faultsPage());
