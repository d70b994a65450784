/** When the parts of an answer leave: time as data. */
import type { StreamEvent } from '../message/events.ts';
import { encodeEvent } from '../message/sse.ts';
import type { Random } from '../random.ts';
import type { Frame } from '../reply.ts';
import { countTokens } from '../tokens.ts';
import type { Plan } from './exchange.ts';

type Pace = Plan['pace'];

/** Does anything wait at all? */
export function isPaced({ ttft, tps }: Pace): boolean {
  return ttft > 0 || tps > 0;
}

/** A stream's events as frames: the first waits for `ttft`, each delta for as long as its tokens take at `tps`. */
export function paceEvents(events: readonly StreamEvent[], pace: Pace, random: () => Random): Frame[] {
  const dice = random();
  return events.map((event, index) => {
    const due = (index === 0 ? pace.ttft : 0) + tokensOf(event) * perToken(pace);
    return { wait: varied(due, pace.jitter, dice), bytes: encodeEvent(event) };
  });
}

/** The same for events of which only the text is known: what a delta says is read out of its JSON. */
export function paceTexts(texts: readonly string[], pace: Pace, random: () => Random): Frame[] {
  const dice = random();
  return texts.map((bytes, index) => {
    const due = (index === 0 ? pace.ttft : 0) + countTokens(deltaIn(bytes)) * perToken(pace);
    return { wait: varied(due, pace.jitter, dice), bytes };
  });
}

const SAID = /"(?:text|thinking|partial_json)"\s*:\s*"((?:[^"\\]|\\.)*)"/;

function deltaIn(text: string): string {
  return text.includes('content_block_delta') ? (SAID.exec(text)?.[1] ?? '') : '';
}

/** How long a silence may last before a comment is sent, in milliseconds, and how many comments at most fill one silence. */
const SILENCE = 10_000;
const MOST_COMMENTS = 1000;

/**
 * Frames with comment lines while nothing is said: one at the very start, and one for every ten full seconds of a wait. Parsers of
 * event streams skip them; clients that take any line for an event do not, and that is what they are for here.
 */
export function keptAlive(frames: readonly Frame[], comment: string): Frame[] {
  const bytes = `${comment}\n\n`;
  const alive: Frame[] = [{ wait: 0, bytes }];
  for (const frame of frames) {
    const silences = Math.min(MOST_COMMENTS, Math.ceil(frame.wait / SILENCE) - 1);
    for (let index = 0; index < silences; index++) alive.push({ wait: SILENCE, bytes });
    alive.push(silences > 0 ? { ...frame, wait: frame.wait - silences * SILENCE } : frame);
  }
  return alive;
}

/** How long a whole answer takes before it leaves in one piece. */
export function paceWhole(outputTokens: number, pace: Pace, random: () => Random): number {
  const due = pace.ttft + outputTokens * perToken(pace);
  return due === 0 ? 0 : varied(due, pace.jitter, random());
}

function perToken({ tps }: Pace): number {
  // The smallest numbers would lead to endless waits, of which no token at all is not a number.
  return tps === 0 ? 0 : Math.min(1000 / tps, Number.MAX_SAFE_INTEGER);
}

function varied(wait: number, jitter: number, dice: Random): number {
  return jitter === 0 || wait === 0 ? wait : wait * (1 + jitter * (2 * dice.float() - 1));
}

function tokensOf(event: StreamEvent): number {
  if (event.type !== 'content_block_delta') return 0;
  const { delta } = event;
  if (delta.type === 'text_delta') return countTokens(delta.text);
  if (delta.type === 'thinking_delta') return countTokens(delta.thinking);
  if (delta.type === 'input_json_delta') return countTokens(delta.partial_json);
  return 0;
}
