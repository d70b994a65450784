/** The story of an exchange whose reply was passed on, once it is through. */
import { framesOf } from '../cassettes/replay/frames-of.ts';
import { messageOf } from '../cassettes/replay/message-of.ts';
import type { Exchange } from './exchange.ts';
import { keptAs } from './playing.ts';
import { answerOf } from './replayed.ts';

/** With the reply as it was, and what became of its recording. Waits until that is known; any other exchange is given back at once. */
export async function relayed(exchange: Exchange): Promise<Exchange> {
  const { answer, reply, playing } = exchange;
  if (answer.kind !== 'live') return exchange;
  const told = await answer.kept;
  const { recording } = told;
  // In the time in which it came.
  const frames = recording ? framesOf(recording, 1) : [];
  const headers = { ...Object.fromEntries(recording?.response.headers ?? []), ...reply.headers };
  return {
    ...exchange,
    answer: recording && messageOf(recording) ? answerOf(recording, frames) : { kind: 'raw', body: '' },
    reply: { status: reply.status, headers, frames },
    playing: playing && keptAs(playing, told),
  };
}
