/** The story of an exchange whose reply was passed on, once it is through. */
import type { Recording } from '../cassettes/recording.ts';
import { framesOf } from '../cassettes/replay/frames-of.ts';
import { messageOf } from '../cassettes/replay/message-of.ts';
import type { Frame } from '../reply.ts';
import type { Exchange } from './exchange.ts';
import { answerOf } from './replayed.ts';

/** With the reply as it was, and what became of its recording. Waits until that is known; any other exchange is given back at once. */
export async function relayed(exchange: Exchange): Promise<Exchange> {
  const { answer, reply, playing } = exchange;
  if (answer.kind !== 'live') return exchange;
  const { recording, stored, note } = await answer.kept;
  const frames = recording ? asSent(recording) : [];
  const headers = { ...Object.fromEntries(recording?.response.headers ?? []), ...reply.headers };
  return {
    ...exchange,
    answer: recording && messageOf(recording) ? answerOf(recording, frames) : { kind: 'raw', body: '' },
    reply: { status: reply.status, headers, frames },
    playing: playing && { ...playing, stored, notes: note === undefined ? [] : [note] },
  };
}

/** In the time in which it came. */
function asSent(recording: Recording): readonly Frame[] {
  return framesOf(recording, 1);
}
