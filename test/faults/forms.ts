/** One answer in the three forms that a fault may meet, and what is left of a reply. */
import { ERRORS } from '../../src/errors.ts';
import type { ParsedFault } from '../../src/faults/fault.ts';
import { applyFaults } from '../../src/faults/faults.ts';
import { parseFaults } from '../../src/faults/parse-faults.ts';
import type { Scene } from '../../src/faults/scene.ts';
import { chopBy } from '../../src/message/chop.ts';
import { disassemble } from '../../src/message/disassemble.ts';
import type { Message } from '../../src/message/message.ts';
import { encodeEvent } from '../../src/message/sse.ts';
import { createRandom } from '../../src/random.ts';
import type { Frame, Reply } from '../../src/reply.ts';

const MESSAGE: Message = {
  id: 'msg_01',
  type: 'message',
  role: 'assistant',
  model: 'claude-opus-4-1',
  content: [{ type: 'text', text: 'Grüße aus Köln, und ein Gruß 👋 zurück.', citations: null }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 3, output_tokens: 12 },
};

/** An answer that thinks, says something with escapes in it, and makes a call. */
export const RICH: Message = {
  ...MESSAGE,
  content: [
    { type: 'thinking', thinking: 'Köln, then.', signature: 'c2lnbmF0dXJl' },
    { type: 'text', text: 'I will "look".\n', citations: null },
    { type: 'tool_use', id: 'toolu_01', name: 'get_weather', input: { city: 'Köln', unit: 'celsius' } },
  ],
  stop_reason: 'tool_use',
};

/** The events of the answer, as they stand on the wire. */
export const EVENTS: readonly string[] = disassemble(MESSAGE, chopBy(1)).map(encodeEvent);
export const JSON_BODY = JSON.stringify(MESSAGE);

const STREAM = { 'content-type': 'text/event-stream; charset=utf-8', 'request-id': 'req_1' };

export const json = (): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'request-id': 'req_1' },
  frames: [{ wait: 0, bytes: JSON_BODY }],
});
export const instant = (): Reply => ({
  status: 200,
  headers: { ...STREAM },
  frames: [{ wait: 0, bytes: EVENTS.join('') }],
});
/** Each event 10 ms after the one before it. */
export const paced = (): Reply => ({
  status: 200,
  headers: { ...STREAM },
  frames: EVENTS.map((bytes) => ({ wait: 10, bytes })),
});
export const FORMS = { json, instant, paced };
export const STREAMS = { instant, paced };

/** The faults of a list that is known to be right. */
export function faults(text: string): ParsedFault[] {
  const parsed = parseFaults(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.faults;
}

const SCENE: Scene = {
  prompt: { fresh: 0, cached: 0 },
  underWay: 0,
  wordError: ({ code, message }) => ({ type: ERRORS[code].type, message }),
};

/** A reply after the faults of a list. */
export function spoil(reply: Reply, text: string, seed = 'seed', scene: Partial<Scene> = {}): Reply {
  return applyFaults(reply, faults(text), createRandom(seed), { ...SCENE, ...scene });
}

/** What of a body leaves, as text, and how it ends. */
export function left({ frames }: Reply): { body: string; end: 'whole' | 'end' | 'reset' } {
  const at = frames.findIndex((frame) => 'cut' in frame);
  const cut = frames[at];
  return { body: bodyOf(frames).toString(), end: cut && 'cut' in cut ? cut.cut : 'whole' };
}

/** The bytes that leave. */
export function bodyOf(frames: readonly Frame[]): Buffer {
  const at = frames.findIndex((frame) => 'cut' in frame);
  const leaving = at < 0 ? frames : frames.slice(0, at);
  return Buffer.concat(leaving.map((frame) => Buffer.from('bytes' in frame ? (frame.bytes as string) : '')));
}

/** When each byte leaves, as text pieces with the milliseconds since the start; pieces of one moment are one. */
export function timeline({ frames }: Reply): [at: number, text: string][] {
  const moments: [number, string][] = [];
  let time = 0;
  for (const frame of frames) {
    time += frame.wait;
    const text = 'bytes' in frame ? Buffer.from(frame.bytes as string).toString() : `<${frame.cut}>`;
    const last = moments.at(-1);
    if (last?.[0] === time) last[1] += text;
    // Silence is no moment, unless the reply ends with it.
    else if (last?.[1] === '') moments[moments.length - 1] = [time, text];
    else moments.push([time, text]);
  }
  return moments;
}
