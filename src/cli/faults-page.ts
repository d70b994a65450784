/** The docs' page about faults, made from their declarations. Written to `docs/faults.md`. */
import type { Fault } from '../faults/fault.ts';
import { FAMILIES } from '../faults/faults.ts';
import { SPOTS } from '../faults/option.ts';
import { printOption } from '../faults/option-text.ts';
import { RECIPES } from './fault-recipes.ts';
import { FAULT_RULES_SECTION } from './fault-rules-section.ts';

function rowOf({ name, explain, options, example }: Fault): string {
  const described = Object.entries(options).map(
    ([key, option]) => `\`${key}\`: ${option.describe} (default \`${printOption(option, option.default)}\`)`,
  );
  return `| \`${name}\` | ${explain} | ${described.join('<br>')} | \`${example}\` |`;
}

/** The page, in Markdown. */
export function faultsPage(): string {
  const families = Object.entries(FAMILIES).map(
    ([title, faults]) => `## ${title}

| fault | what it does | options | example |
|---|---|---|---|
${faults.map(rowOf).join('\n')}
`,
  );
  return `# Faults

A fault spoils a reply on its way out. The header \`x-mock-fault\` asks for one, or a stub does (\`respond: { faults: ... }\`), or a rule, or the
option \`--fault\`; several, separated by \`;\`, act in the order in which they stand.

\`\`\`text
x-mock-fault: latency(for=200ms); reset(after=120 bytes)
\`\`\`

${families.join('\n')}
## What breaks in the field

| what happens | how to ask for it |
|---|---|
${RECIPES.map(([happens, write]) => `| ${happens} | \`${write}\` |`).join('\n')}

A server that listens cannot refuse a connection: \`reset(after=nothing)\` is as near as it comes. Refusals by the model, pauses and empty answers
are no faults but [on demand](on-demand.md), and a tool loop without end is a [stub](stubs.md) that always answers with a call.

## Places and errors

A place is a number of \`events\` or \`bytes\` of the body; a JSON body counts as one event. Or it has a name, and what has left by then is:

| place | what has left |
|---|---|
${Object.entries(SPOTS)
  .map(([spot, left]) => `| \`${spot}\` | ${left} |`)
  .join('\n')}

On a reply without such a place the fault has no effect. An error is named as in a stub: by a status, \`rate_limit\`, \`rate_limit_error\`,
\`rate_limit_exceeded\`. Durations have a unit: \`ms\`, \`s\`, \`m\`. The reply names its
faults in \`x-mock-fault\`, and the journal tells such an exchange's outcome as \`fault\` where it was cut.

${FAULT_RULES_SECTION}
This page is made from the declarations in \`src/faults/\` by \`npm run docs\`.
`;
}
