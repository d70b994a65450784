/** The fault `tool-arguments`: calls with arguments that cannot be used. */
import type { Reply } from '../../reply.ts';
import { blocksOf, editMessage, within } from '../edit-message.ts';
import { defineFault } from '../fault.ts';
import { type Json, objectIn, toldIn } from '../told-events.ts';
import { SPOILINGS, type Spoiling, spoilInput, spoilText } from './spoil-arguments.ts';

export const toolArguments = defineFault({
  name: 'tool-arguments',
  explain:
    'Spoils the arguments of every tool call: cut by max_tokens, JSON that cannot be parsed (only in a stream), values of other types than the schema wants, nothing at all, or all of it as one text. A reply without a call stays as it is.',
  options: { as: { type: 'name', names: SPOILINGS, default: 'cut', describe: 'how they are spoiled' } },
  example: 'tool-arguments(as=wrong-types)',
  apply(reply, options): Reply {
    const as = options.as as Spoiling;
    const pieces = spoiledPieces(reply, as);
    return editMessage(reply, {
      message(message) {
        if (as === 'invalid-json' || !blocksOf(message).some(isCall)) return undefined;
        const content = blocksOf(message).map((block) =>
          isCall(block) ? { ...block, input: spoilInput(within(block, 'input'), as) } : block,
        );
        return { ...message, content, ...(as === 'cut' ? CUT : {}) };
      },
      event(value) {
        const rest = pieces.get(value['index']);
        if (rest && within(value, 'delta')['type'] === 'input_json_delta') {
          return { ...value, delta: { ...within(value, 'delta'), partial_json: rest.shift() ?? '' } };
        }
        if (as !== 'cut' || pieces.size === 0 || value['type'] !== 'message_delta') return undefined;
        return { ...value, delta: { ...within(value, 'delta'), ...CUT } };
      },
    });
  },
});

const CUT = { stop_reason: 'max_tokens' };

const isCall = (block: Json): boolean => block['type'] === 'tool_use';

/** For each call of a stream, by its index, what its deltas say instead: as many pieces as there are, the first empty as it was. */
function spoiledPieces(reply: Reply, as: Spoiling): Map<unknown, string[]> {
  const said = new Map<unknown, string[]>();
  for (const { value } of toldIn(reply)) {
    if (!value) continue;
    if (isCall(within(value, 'content_block'))) said.set(value['index'], []);
    const delta = within(value, 'delta');
    if (delta['type'] === 'input_json_delta') said.get(value['index'])?.push(String(delta['partial_json']));
  }
  for (const [index, pieces] of said) {
    const whole = pieces.join('');
    said.set(index, shared(spoilText(whole === '' ? '{}' : whole, objectIn(whole) ?? {}, as), pieces));
  }
  return said;
}

/** A text in as many pieces as there were, empty where they were at the start. */
function shared(text: string, pieces: readonly string[]): string[] {
  const lead = pieces.length > 1 && pieces[0] === '' ? [''] : [];
  const size = Math.max(1, Math.ceil(text.length / Math.max(1, pieces.length - lead.length)));
  const rest = pieces.slice(lead.length).map((_, index) => text.slice(index * size, (index + 1) * size));
  return [...lead, ...rest];
}
