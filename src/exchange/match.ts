/** What shall happen with a request: the only place where request header, stub, option and default are weighed against one another. */
import { ApiError } from '../errors.ts';
import { type ParsedFault, parseFaultList } from '../faults/parse-fault-list.ts';
import type { Headers } from '../headers.ts';
import { parseReplyStyle, REPLY_STYLES, type ReplyStyle } from '../reply-style.ts';
import type { Choice } from '../stubs/stubs.ts';
import type { Subject } from '../stubs/subject.ts';
import { isWish, WISHES, type Wish } from '../wish.ts';
import type { Context } from './context.ts';
import type { Asked, Plan, Received, Target } from './exchange.ts';
import { type Naming, seedOf } from './naming.ts';
import { noStub } from './no-stub.ts';
import { ownHeader } from './own-header.ts';
import type { Playback } from './playing.ts';

/** A request, understood, and what else decides what shall happen with it. */
export interface Question {
  received: Received;
  target: Target;
  asked: Asked;
  naming: Naming;
  /** What cassettes shall do; nothing where the mock answers. */
  playback: Playback | undefined;
}

/**
 * The plan of a request. Header before model suffix, both before stubs, stubs before options; faults by rule between the latter two.
 *
 * @throws ApiError as an error of the mock: for a wish or a style that does not exist, and under `strict` when no stub is for the request
 */
export function match(question: Question, context: Context): Plan {
  const { asked, playback } = question;
  const { headers } = question.received;
  const { options, usual } = context;
  const style = styleOf(headers);
  const wish = wishOf(ownHeader(headers, 'x-mock-wish') ?? asked.wish);
  // Who says in the request itself what the answer shall be, gets that.
  const stub = style || wish || playback?.asked ? undefined : stubFor(question, context);
  return {
    source: stub ? 'stub' : playback ? 'cassette' : 'synthetic',
    stub,
    seed: seedOf(headers, options.seed),
    style: style ?? usual.style,
    metadata: wantsMetadata(headers),
    wish,
    faults: faultsFor(question, stub, context),
    pace: stub?.reply.pace ? { ...usual.pace, ...stub.reply.pace } : usual.pace,
  };
}

const METADATA = ['x-openrouter-metadata', 'x-openrouter-experimental-metadata'];

/** Did the caller opt in to `openrouter_metadata`? Only OpenRouter's dialect has it. */
export function wantsMetadata(headers: Headers): boolean {
  return METADATA.some((name) => ownHeader(headers, name)?.toLowerCase() === 'enabled');
}

/** What conditions of stubs are held against. */
function subjectOf({ received: { body, headers }, target: { dialect }, asked: { request } }: Question): Subject {
  return { request, body: body.value, dialect: dialect.name, headers };
}

function stubFor(question: Question, context: Context): Choice | undefined {
  const { asked, naming, playback } = question;
  const { stubs } = context;
  const choice =
    stubs.size === 0 ? undefined : stubs.choose(subjectOf(question), { unique: naming.unique, kept: asked.kept });
  // Where a cassette is asked, what no stub is for is not missing yet.
  if (!choice && !playback) demandInventing(question, context);
  return choice;
}

/** @throws ApiError as an error of the mock: under `strict` nothing is invented */
export function demandInventing(question: Question, { stubs, options }: Context): void {
  if (isStrict(question.received.headers, options.strict)) throw noStub(subjectOf(question), stubs);
}

function isStrict(headers: Headers, otherwise: boolean): boolean {
  const written = ownHeader(headers, 'x-mock-strict')?.toLowerCase();
  if (written === undefined) return otherwise;
  if (written === 'true' || written === 'false') return written === 'true';
  throw ownError(`x-mock-strict: expected true or false, but got "${written.slice(0, 40)}".`);
}

function faultsFor(
  question: Question,
  stub: Choice | undefined,
  { faultRules, usual }: Context,
): readonly ParsedFault[] {
  const { received, naming } = question;
  const written = ownHeader(received.headers, 'x-mock-fault') ?? stub?.reply.faults;
  let faults = written === undefined ? undefined : faultsOf(written);
  if (faultRules.size > 0) {
    const ruled = faultRules.choose(subjectOf(question), naming.unique, faults === undefined);
    faults ??= ruled;
  }
  faults ??= usual.faults;
  faultRules.schedule.note(faults);
  return faults;
}

function faultsOf(written: string | readonly string[]): readonly ParsedFault[] {
  const parsed = parseFaultList(written);
  if ('problem' in parsed) throw ownError(`x-mock-fault: ${parsed.problem}`);
  return parsed.faults;
}

function styleOf(headers: Headers): ReplyStyle | undefined {
  const written = ownHeader(headers, 'x-mock-reply');
  const style = written === undefined ? undefined : parseReplyStyle(written);
  if (written === undefined || style) return style;
  throw ownError(`x-mock-reply: expected ${REPLY_STYLES}, but got "${written.slice(0, 40)}".`);
}

function wishOf(written: string | undefined): Wish | undefined {
  if (written === undefined || isWish(written)) return written;
  const known = WISHES.map(({ name }) => name).join(', ');
  throw ownError(`There is no wish "${written.slice(0, 40)}". Known wishes: ${known}.`);
}

function ownError(message: string): ApiError {
  return new ApiError('invalid_request', message, { mock: true });
}
