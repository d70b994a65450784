/** Random conversations: turns in order, blocks of all kinds of the schema on the side that may say them, and every call answered. */
import { randomValue, type Schema, type Walk } from './random-schema-value.ts';

type Fields = Record<string, unknown>;

/** Kinds that the assistant says, and that the user says. Calls of the service's own tools come with their results, below. */
const SAID = new Set(['text', 'thinking', 'redacted_thinking', 'tool_use', 'compaction', 'fallback']);
const HEARD = new Set(['text', 'image', 'document', 'search_result', 'tool_result', 'container_upload']);

export function randomMessages(walk: Walk, tools: readonly Fields[]): Fields[] {
  const { random } = walk;
  const messages: Fields[] = [];
  let pending: string[] = [];
  const turns = random.pick([1, 1, 1, 1, 3, 3, 5, 2, 9]);
  for (let turn = 0; turn < turns; turn++) {
    const user = turn % 2 === 0;
    if (random.chance(0.4) && pending.length === 0) {
      messages.push({ role: user ? 'user' : 'assistant', content: randomValue({ type: 'string' }, walk, 'text') });
      continue;
    }
    const blocks = Array.from({ length: random.int(1, 3) }, () => block(walk, user ? HEARD : SAID)).filter(
      (made) => made['type'] !== 'tool_result',
    );
    if (user) {
      const results = pending.map((id) => ({ ...block(walk, new Set(['tool_result'])), tool_use_id: id }));
      pending = [];
      messages.push({ role: 'user', content: [...results, ...blocks, text(walk)] });
      continue;
    }
    // A call that nobody answers is no prefill.
    const sayable = turn === turns - 1 ? blocks.filter(({ type }) => type !== 'tool_use') : blocks;
    const said = sayable.map((made, index) => {
      if (made['type'] !== 'tool_use') return made;
      const id = `toolu_${turn}_${index}`;
      pending.push(id);
      const name = random.pick([...tools.filter((tool) => 'input_schema' in tool), { name: 'search' }])['name'];
      return { ...made, id, name };
    });
    // Thinking leads, calls end a turn, and something must be said.
    const rank = ({ type }: Fields): number => (type === 'tool_use' ? 2 : type === 'text' ? 1 : 0);
    const served = random.chance(0.3) ? searched(walk, `srvtoolu_${turn}`) : [];
    const content = [...said, text(walk)].sort((one, other) => rank(one) - rank(other));
    messages.push({ role: 'assistant', content: [...served, ...content] });
  }
  return messages;
}

/** A search of the service's own, with its result; nothing where the schema knows neither. */
function searched(walk: Walk, id: string): Fields[] {
  const definitions = walk.root['$defs'] as Record<string, Schema>;
  const { ServerToolUseBlockParam: call, WebSearchToolResultBlockParam: result } = definitions;
  if (!call || !result) return [];
  const pair: Fields[] = [
    { ...(randomValue(call, walk, 'block', 2) as Fields), id, name: 'web_search', input: { query: 'bridges' } },
    { ...(randomValue(result, walk, 'block', 2) as Fields), tool_use_id: id },
  ];
  return pair.map(({ caller: _, ...made }) => made);
}

function text(walk: Walk): Fields {
  return { type: 'text', text: randomValue({ type: 'string' }, walk, 'text') };
}

/** A block of one of these kinds, as the schema has them. */
function block(walk: Walk, kinds: ReadonlySet<string>): Fields {
  const definitions = walk.root['$defs'] as Record<string, Schema>;
  const holder = definitions['KnownBlockParam'] ?? definitions['ContentBlockParam']!;
  const rows = (holder['oneOf'] as { $ref: string }[]).filter(({ $ref }) => {
    const { properties } = definitions[$ref.replace('#/$defs/', '')] as { properties: { type: { const: string } } };
    return kinds.has(properties.type.const);
  });
  const made = randomValue(walk.random.pick(rows), walk, 'block', 2) as Fields;
  // Citations of earlier answers name documents by their place; a random place is none.
  if (made['type'] === 'text') delete made['citations'];
  // Fields of a call that only the service fills.
  delete made['caller'];
  delete made['toolset_name'];
  return made;
}
