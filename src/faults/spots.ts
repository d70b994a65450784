/** Places in a body that have names: where they are, in bytes from its start. */
import type { Reply } from '../reply.ts';
import type { Spot } from './option.ts';
import { bodyOf, eventsIn, isStream } from './split-events.ts';
import { type Json, objectIn, type ToldEvent, toldIn } from './told-events.ts';

/** What is left of a body before a spot; nothing when the body has no such spot. */
export function positionOfSpot(reply: Reply, spot: Spot): number | undefined {
  switch (spot) {
    case 'nothing':
    case 'headers':
      return 0;
    case 'thinking':
      return endOfThinking(toldIn(reply));
    case 'content':
      return toldIn(reply).find(({ name }) => name === 'message_delta')?.start;
    case 'half-argument':
      return isStream(reply) ? halfOfDeltas(toldIn(reply)) : halfOfInput(bodyOf(reply).toString());
    case 'half-event':
      return halfOfEvent(reply);
    case 'half-character':
      return behindByte(bodyOf(reply), (byte) => byte >= 0xc0);
    case 'half-escape':
      return behindByte(bodyOf(reply), (byte) => byte === BACKSLASH);
    case 'end':
      return Number.POSITIVE_INFINITY;
  }
}

const BACKSLASH = 92;

function behindByte(body: Buffer, isIt: (byte: number) => boolean): number | undefined {
  const at = body.findIndex(isIt);
  return at < 0 ? undefined : at + 1;
}

const isThinking = (block: unknown): boolean => /thinking$/.test(String((block as Json | undefined)?.['type']));

function endOfThinking(events: readonly ToldEvent[]): number | undefined {
  const index = events.find(({ value }) => isThinking(value?.['content_block']))?.value?.['index'];
  if (index === undefined) return undefined;
  return events.find(({ name, value }) => name === 'content_block_stop' && value?.['index'] === index)?.end;
}

/** Behind half the pieces of the first call's arguments. */
function halfOfDeltas(events: readonly ToldEvent[]): number | undefined {
  const isPiece = ({ value }: ToldEvent) => (value?.['delta'] as Json | undefined)?.['type'] === 'input_json_delta';
  const index = events.find(isPiece)?.value?.['index'];
  const pieces = events.filter((event) => isPiece(event) && event.value?.['index'] === index);
  return pieces[Math.ceil(pieces.length / 2) - 1]?.end;
}

/** Amid the arguments of the first call. */
function halfOfInput(body: string): number | undefined {
  const content = objectIn(body)?.['content'];
  const call = (Array.isArray(content) ? (content as Json[]) : []).find((block) => block?.['input'] !== undefined);
  if (!call) return undefined;
  const input = JSON.stringify(call['input']);
  const at = body.indexOf(`"input":${input}`);
  return at < 0 ? undefined : Buffer.byteLength(body.slice(0, at + '"input":'.length + Math.ceil(input.length / 2)));
}

/** Amid the event in the middle. */
function halfOfEvent(reply: Reply): number | undefined {
  const events = eventsIn(reply);
  const middle = events[events.length >> 1];
  return middle && (middle.start + middle.end) >> 1;
}
