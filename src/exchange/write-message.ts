/** A message as frames: what its reply says, in time, as JSON or as a stream. */
import type { Dialect } from '../dialects/dialect.ts';
import { chopBy } from '../message/chop.ts';
import { disassemble } from '../message/disassemble.ts';
import type { StreamEvent } from '../message/events.ts';
import type { Message } from '../message/message.ts';
import { encodeEvent } from '../message/sse.ts';
import { fill, stencilOf } from '../message/stencil.ts';
import { createRandom } from '../random.ts';
import type { Frame } from '../reply.ts';
import type { Plan } from './exchange.ts';
import { fillFrames, framesWithHoles } from './frames.ts';
import { isPaced, keptAlive, paceEvents, paceWhole } from './pace.ts';
import { type Cast, withIds } from './produce.ts';

/** All that its frames depend on, beside the message itself: the same writing, the same frames, whenever it is written. */
export interface Writing {
  dialect: Dialect;
  stream: boolean;
  plan: Pick<Plan, 'pace' | 'seed'>;
  /** Of the request: with the seed it decides how pauses vary. */
  digest: string;
  /** Does OpenRouter's stream end with its `[DONE]` line? */
  openrouterDone: boolean;
}

const DONE = 'data: [DONE]\n\n';

/** A cast with the ids of its exchange. Both forms come from the same message. */
export function writeMessage(cast: Cast, ids: readonly string[], writing: Writing): Frame[] {
  const { dialect, stream, plan, digest, openrouterDone } = writing;
  const { pace } = plan;
  const random = () => createRandom(`${plan.seed} pace ${digest}`);
  const done = dialect.name === 'openrouter' && openrouterDone ? DONE : '';
  if (stream && isPaced(pace)) {
    const paced = () => {
      const events = eventsOf(cast.message, dialect, pace.chunk);
      const frames = [...paceEvents(events, pace, random), { wait: 0, bytes: done }];
      return framesWithHoles(dialect.keepAlive ? keptAlive(frames, dialect.keepAlive) : frames, cast.marks);
    };
    // A thousand streams of one request share their frames, but for the few that hold ids.
    // A stub's cast is one for all seeds, and how its pauses vary is not.
    return fillFrames(cast.kept.once(plan.seed, paced), ids);
  }
  const write = (message: Message): string =>
    stream ? eventsOf(message, dialect, pace.chunk).map(encodeEvent).join('') + done : JSON.stringify(message);
  const wait = stream ? 0 : paceWhole(cast.message.usage.output_tokens, pace, random);
  // What differs between exchanges are the ids alone, so a second exchange fills them into what is written once for all.
  const stencil =
    cast.uses++ === 0 ? undefined : cast.kept.once(stream, () => stencilOf(write(cast.message), cast.marks));
  return [{ wait, bytes: stencil ? fill(stencil, ids) : write(withIds(cast, ids)) }];
}

/** The events of a message, as the dialect sends them. */
function eventsOf(message: Message, dialect: Dialect, chunk: number): StreamEvent[] {
  return disassemble(message, chopBy(chunk)).map((event) => dialect.dressEvent?.(event) ?? event);
}
