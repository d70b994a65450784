/** A recording that answers something else: its bytes follow what was changed in the parsed reply. */
import { isDeepStrictEqual } from 'node:util';
import { disassemble } from '../../message/disassemble.ts';
import type { Message } from '../../message/message.ts';
import { encodeEvent } from '../../message/sse.ts';
import { CassetteError } from '../cassette.ts';
import type { Recording } from '../recording.ts';
import { eventsOf, isObject } from '../replay/events-of.ts';
import { formOf } from '../replay/form-of.ts';
import { messageOf } from '../replay/message-of.ts';
import { jsonOf } from '../replay/text-of.ts';
import { recordedChop } from './recorded-chop.ts';
import { spreadChunks } from './spread-chunks.ts';

/** What of a reply can be changed. */
export interface Editable {
  kind: 'message' | 'error' | 'other';
  value: unknown;
}

/**
 * The parsed reply: a message of either form, an error's body, or other JSON.
 *
 * @throws CassetteError for a reply that broke off, and for one that is neither a whole stream nor JSON
 */
export function editableOf(recording: Recording): Editable {
  const message = messageOf(recording);
  if (message) return { kind: 'message', value: message };
  const { broken, status } = recording.response;
  const value = formOf(recording) === 'json' ? jsonOf(recording) : undefined;
  if (broken || value === undefined) {
    const what = broken ? `broke off (${broken})` : 'is neither JSON nor a stream that tells a whole message';
    throw new CassetteError(
      `The reply of ${recording.id} ${what}, so there is nothing to edit. Change its text in the file.`,
    );
  }
  return { kind: status >= 400 || (isObject(value) && value['type'] === 'error') ? 'error' : 'other', value };
}

/**
 * The recording with `value` as its reply. JSON is written anew; a stream is told anew, in deltas as large as those that were recorded,
 * with one ping and no comments. The chunks keep their times and add up.
 *
 * @throws CassetteError when a stream cannot tell the message, as no service can have sent it
 */
export function withReply(recording: Recording, value: unknown): Recording {
  const isStream = formOf(recording) === 'stream';
  const pieces = isStream ? eventTexts(recording, value) : [JSON.stringify(value)];
  const ends: number[] = [];
  for (const piece of pieces) ends.push((ends.at(-1) ?? 0) + Buffer.byteLength(piece));
  const body = Buffer.from(pieces.join(''));
  const chunks = spreadChunks(recording.response.chunks, body.length, isStream ? ends : undefined);
  const edited = { ...recording, response: { ...recording.response, body, chunks } };
  if (isStream && !isDeepStrictEqual(messageOf(edited), value)) {
    const trap = 'a block without its type, or a key that only JSON replies have';
    throw new CassetteError(
      `The reply of ${recording.id} is a stream, and no stream tells this message: look for ${trap}.`,
    );
  }
  return edited;
}

function eventTexts(recording: Recording, value: unknown): string[] {
  let events: string[];
  try {
    const message = value as Message;
    events = disassemble(message, recordedChop(recording, message)).map(encodeEvent);
  } catch {
    throw new CassetteError(
      'The edited reply has no content and usage, as a message must. Begin with what is recorded.',
    );
  }
  const isSealed = eventsOf(recording).some(({ data }) => data === '[DONE]');
  return isSealed ? [...events, 'data: [DONE]\n\n'] : events;
}
