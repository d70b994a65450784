/** The docs' page about answers on demand, made from the table of wishes. Written to `docs/on-demand.md`. */
import { REPLY_STYLES } from '../reply-style.ts';
import { WISHES } from '../wish.ts';

/** The page, in Markdown. */
export function onDemandPage(): string {
  const rows = WISHES.map(({ name, explain }) => `| \`${name}\` | ${explain} |`);
  return `# Answers on demand

Some answers no request can ask for: the service gives them of its own accord. A wish makes the mock give them, behind the model id or in a
header; the header wins. Other model ids keep their meaning: \`:free\`, \`:nitro\`, \`:thinking\`, \`@preset/...\`.

\`\`\`text
{"model": "claude-sonnet-4-6:mock-refusal", ...}
x-mock-wish: refusal
\`\`\`

| wish | what the answer is then |
|---|---|
${rows.join('\n')}

An unknown wish is refused with the list of those that exist.

## Other headers

| header | what it does |
|---|---|
| \`x-mock-seed\` | The seed for this request, instead of \`--seed\`. |
| \`x-mock-reply\` | How the text reads, instead of \`--reply\`: ${REPLY_STYLES}. |
| \`x-mock-strict\` | \`true\` or \`false\`: is this request refused when no stub is for it, instead of \`--strict\`? |
| \`x-mock-fault\` | What spoils the reply: see [faults](faults.md). |
| \`x-mock-session\` | The session it belongs to; a base URL below \`/t/<id>\` says the same. |

What a request asks for in a wish or in \`x-mock-reply\` goes before any [stub](stubs.md).

Replies tell about themselves in \`x-mock-source\` (\`synthetic\`, \`stub\`, \`refusal\`, or \`mock\` for an error of the mock itself), in \`x-mock-stub\`
(the stub's name), in \`x-mock-fault\` and, when a request was refused, in \`x-mock-violations\`.

This page is made from the table in \`src/wish.ts\` by \`npm run docs\`.
`;
}
