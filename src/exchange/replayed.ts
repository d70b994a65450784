/** A recording as an answer: to the letter in the form in which it was recorded, equal in content in the other. */
import type { Recording } from '../cassettes/recording.ts';
import { errorOf } from '../cassettes/replay/error-of.ts';
import { formOf } from '../cassettes/replay/form-of.ts';
import { framesOf } from '../cassettes/replay/frames-of.ts';
import { headersOf } from '../cassettes/replay/headers-of.ts';
import { messageOf } from '../cassettes/replay/message-of.ts';
import type { Message } from '../message/message.ts';
import type { Frame, Reply } from '../reply.ts';
import type { Context } from './context.ts';
import type { Answered } from './exchange.ts';
import { Kept } from './kept.ts';
import type { Playback, Playing } from './playing.ts';
import { type TapedRequest, wantsStream } from './taped-request.ts';
import { writeMessage } from './write-message.ts';

/** What is replayed of a recording, but for what differs from request to request. */
interface Ready {
  answer: Answered['answer'];
  reply: Reply;
}

/** By recording, and then by all else it depends on: the form, the speed. */
const ready = new WeakMap<Recording, Kept>();
const MOST_KEPT = 4;

/** The answer of a recording. */
export function replayed(
  request: TapedRequest,
  recording: Recording,
  { playback, notes }: { playback: Playback; notes: readonly string[] },
  context: Context,
): Answered {
  const { answer, reply } = readyFor(request, recording, context);
  const headers = { ...reply.headers };
  if (notes.length > 0) headers['x-mock-warning'] = ascii(notes.join(' '));
  const playing: Playing = {
    mode: playback.mode,
    cassette: playback.cassette ?? null,
    recording: recording.id,
    stored: false,
    notes,
  };
  return { answer, reply: { ...reply, headers }, playing };
}

function readyFor(request: TapedRequest, recording: Recording, context: Context): Ready {
  let kept = ready.get(recording);
  if (!kept) {
    kept = new Kept(MOST_KEPT);
    ready.set(recording, kept);
  }
  const { replaySpeed, openrouterDone } = context.options;
  return kept.once(`${wantsStream(request)} ${replaySpeed} ${openrouterDone}`, () => {
    const reply = replyOf(request, recording, context);
    // Its head had come, whatever came after it.
    if (recording.response.broken) reply.opening = 'at once';
    reply.headers['x-mock-source'] = 'cassette';
    reply.headers['x-mock-recording'] = ascii(recording.id);
    return { answer: answerOf(recording, reply.frames), reply };
  });
}

/** What a recording tells, for the journal and for faults. */
export function answerOf(recording: Recording, frames: readonly Frame[]): Answered['answer'] {
  const message = messageOf(recording);
  if (message) return { kind: 'message', message, usage: message.usage, frames: () => frames };
  return { kind: 'raw', body: '' };
}

function replyOf(request: TapedRequest, recording: Recording, { options }: Context): Reply {
  const { status } = recording.response;
  const speed = options.replaySpeed;
  const form = formOf(recording);
  const stream = wantsStream(request);
  if (
    request.target.endpoint.deed !== 'messages' ||
    form === 'other' ||
    stream === (form === 'stream') ||
    status >= 400
  ) {
    return { status, headers: headersOf(recording), frames: framesOf(recording, speed) };
  }
  const wait = speed === 0 ? 0 : (recording.response.chunks.at(stream ? 0 : -1)?.at ?? 0) / speed;
  const message = messageOf(recording);
  if (message) return otherForm(request, recording, message, wait, options.openrouterDone);
  const error = errorOf(recording);
  if (error) {
    const headers = { ...headersOf(recording), 'content-type': 'application/json' };
    return { status: error.status, headers, frames: [{ wait, bytes: JSON.stringify(error.body) }] };
  }
  // What broke off tells no message: the client gets as much as there is, in the form there is.
  return { status, headers: headersOf(recording), frames: framesOf(recording, speed) };
}

const INSTANT = { ttft: 0, tps: 0, jitter: 0, chunk: 3 };

function otherForm(
  request: TapedRequest,
  recording: Recording,
  message: Message,
  wait: number,
  openrouterDone: boolean,
): Reply {
  const stream = wantsStream(request);
  const cast = { message, marks: [], slots: [], kept: new Kept(1), uses: 0 };
  const { dialect } = request.target;
  const writing = { dialect, stream, plan: { pace: INSTANT, seed: '' }, digest: '', openrouterDone };
  const [only] = writeMessage(cast, [], writing);
  const headers = headersOf(recording);
  headers['content-type'] = stream ? 'text/event-stream; charset=utf-8' : 'application/json';
  return { status: recording.response.status, headers, frames: [{ ...only!, wait }] };
}

/** A name may hold any character, a header may not. */
function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (character) => encodeURIComponent(character.toWellFormed()));
}
