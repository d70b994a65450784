/**
 * Builds everything under `src/contract/generated/` from `schemas/`: validators (Ajv standalone code) and TypeScript types.
 * Run as `node scripts/generate.mjs`; does nothing when the outputs are newer than the inputs (`--force` builds anyway).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputsOf, isFresh } from './generate/freshness.mjs';
import { DIALECTS, loadSchemas, ROOT } from './generate/schemas.mjs';
import { typesModule } from './generate/types.mjs';
import { validatorModule } from './generate/validators.mjs';

const OUT = join(ROOT, 'src/contract/generated');

/** Name of the exported validator -> name of the schema it checks. Requests are loaded at server start, replies only when asked for. */
const REQUESTS = {
  anthropicRequest: 'anthropic/request',
  openrouterRequest: 'openrouter/request',
  openrouterLegacyRequest: 'openrouter/request.legacy',
  llmRouterRequest: 'llm-router/request',
};
const REPLIES = Object.fromEntries(
  DIALECTS.flatMap((dialect) =>
    ['response', 'stream-event', 'error'].map((kind) => [camel(`${dialect}-${kind}`), `${dialect}/${kind}`]),
  ),
);

function camel(text) {
  return text.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

const outputs = [
  'request-validators.ts',
  'reply-validators.ts',
  'stub-validator.ts',
  ...DIALECTS.map((dialect) => `${dialect}.ts`),
];
if (
  !process.argv.includes('--force') &&
  isFresh(
    inputsOf(ROOT),
    outputs.map((name) => join(OUT, name)),
  )
) {
  console.log('generate: up to date');
} else {
  const schemas = loadSchemas();
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, 'request-validators.ts'), validatorModule(schemas, REQUESTS, 'Checks of request bodies.'));
  writeFileSync(join(OUT, 'reply-validators.ts'), validatorModule(schemas, REPLIES, 'Checks of replies.'));
  const stubFile = { stubFile: 'mock/stubs' };
  writeFileSync(
    join(OUT, 'stub-validator.ts'),
    validatorModule(loadSchemas(['mock']), stubFile, 'Check of stub files.'),
  );
  for (const dialect of DIALECTS) writeFileSync(join(OUT, `${dialect}.ts`), await typesModule(schemas, dialect));
  console.log(`generate: wrote ${outputs.length} files to src/contract/generated`);
}
