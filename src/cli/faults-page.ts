/** The docs' page about faults, made from their declarations. Written to `docs/faults.md`. */
import { FAULTS } from '../faults/faults.ts';
import { printOption } from '../faults/option-text.ts';

/** The page, in Markdown. */
export function faultsPage(): string {
  const rows = FAULTS.map(({ name, explain, options, example }) => {
    const described = Object.entries(options).map(
      ([key, option]) => `\`${key}\`: ${option.describe} (default \`${printOption(option, option.default)}\`)`,
    );
    return `| \`${name}\` | ${explain} | ${described.join('<br>')} | \`${example}\` |`;
  });
  return `# Faults

A fault spoils a reply on its way out. The header \`x-mock-fault\` asks for one, or a stub does (\`respond: { faults: ... }\`); several, separated by
\`;\`, act in the order in which they stand. The header goes before the stub.

\`\`\`text
x-mock-fault: latency(for=200ms); reset(after=120 bytes)
\`\`\`

| fault | what it does | options | example |
|---|---|---|---|
${rows.join('\n')}

A place is a number of \`events\` or \`bytes\` of the body; a JSON body counts as one event. Durations have a unit: \`ms\`, \`s\`, \`m\`. The reply names its
faults in \`x-mock-fault\`, and the journal tells such an exchange's outcome as \`fault\` where it was cut.

This page is made from the declarations in \`src/faults/\` by \`npm run docs\`.
`;
}
