/** The docs' list of options, made from their table. Written to `docs/options.md`. */
import { flagOf, OPTION_NAMES, optionRow, variableOf } from '../config.ts';

/** The page, in Markdown. */
export function optionsPage(): string {
  const rows = OPTION_NAMES.map((name) => {
    const row = optionRow(name);
    const type = row.choices ? row.choices.map((choice) => `\`${choice}\``).join(' \\| ') : row.type;
    return `| \`${flagOf(name)}\` | \`${variableOf(name)}\` | \`${name}\` | ${type} | \`${JSON.stringify(row.default)}\` | ${row.describe} |`;
  });
  return `# Options

A flag wins over the environment, the environment over the config file, the file over the default. The config file is
\`stuntdouble.config.json\` or \`stuntdouble.config.yaml\` in the current folder, or the one named with \`--config <file>\`; its schema is
\`schemas/mock/config.schema.json\`. Lists are written with commas in the environment, and by repeating the flag on the command line.
In code, the same keys go into \`createMock({ ... })\`.

This page is made from the table in \`src/config.ts\` by \`npm run docs\`.

| flag | environment | config file and code | type | default | meaning |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}
