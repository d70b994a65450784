/** An agent that calls the same tool with the same input again and again, and would be told to do so once more. */
import { canonical, TooDeep } from '../../canonical.ts';
import type { Recording } from '../recording.ts';
import { isObject } from '../replay/events-of.ts';
import { messageOf } from '../replay/message-of.ts';

/** This many turns with the same call, and it again in the reply, are a loop. */
const FEWEST = 2;
const MAX_DEPTH = 400;
/** Characters of a call's input that are shown. */
const SHOWN = 120;

/**
 * For people; undefined when there is no loop.
 *
 * @param body of the request: its history is looked at
 * @param recording that shall answer it
 */
export function loopOf(body: unknown, recording: Recording): string | undefined {
  const messages = isObject(body) ? body['messages'] : undefined;
  // Fewer cannot hold so many turns of the assistant.
  if (!Array.isArray(messages) || messages.length <= FEWEST) return undefined;
  const turns = messages.filter((message) => isObject(message) && message['role'] === 'assistant');
  if (turns.length < FEWEST) return undefined;
  let common = callsIn(turns.at(-1));
  let count = 0;
  for (const turn of turns.reverse()) {
    const calls = callsIn(turn);
    const still = new Map([...common].filter(([call]) => calls.has(call)));
    if (still.size === 0) break;
    common = still;
    count++;
  }
  if (count < FEWEST) return undefined;
  const reply = callsIn(messageOf(recording));
  const again = [...common].find(([call]) => reply.has(call))?.[1];
  if (again === undefined) return undefined;
  return `Loop: ${again} was called in each of the last ${count} turns, and recording ${recording.id} calls it again. See why the agent asks the same once more, or set "repeat": "exhaust" in cassette.json to end it.`;
}

/** The calls of a message: how each is shown, by what it is. */
function callsIn(message: unknown): Map<string, string> {
  const calls = new Map<string, string>();
  const content = isObject(message) ? message['content'] : undefined;
  if (!Array.isArray(content)) return calls;
  for (const block of content) {
    if (!isObject(block) || !String(block['type']).endsWith('tool_use')) continue;
    const name = String(block['name']);
    const input = inputOf(block['input']);
    if (input !== undefined) calls.set(`${name} ${input}`, `${name} with ${shown(input)}`);
  }
  return calls;
}

function inputOf(input: unknown): string | undefined {
  try {
    return canonical(input ?? null, MAX_DEPTH);
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
}

function shown(input: string): string {
  return input.length <= SHOWN ? input : `an input of ${input.length} characters`;
}
