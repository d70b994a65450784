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
import { noStub } from './no-stub.ts';

/**
 * The plan of a request. Header before model suffix, both before stubs, stubs before options; faults by rule between the latter two.
 *
 * @throws ApiError as an error of the mock: for a wish or a style that does not exist, and under `strict` when no stub is for the request
 */
export function match(received: Received, target: Target, asked: Asked, unique: string, context: Context): Plan {
  const { headers } = received;
  const { options, usual } = context;
  const style = styleOf(headers);
  const wish = wishOf(own(headers, 'x-mock-wish') ?? asked.wish);
  // Who says in the request itself what the answer shall be, gets that.
  const stub = style || wish ? undefined : stubFor(received, target, asked, unique, context);
  return {
    source: stub ? 'stub' : 'synthetic',
    stub,
    seed: seedOf(headers, options.seed),
    style: style ?? usual.style,
    metadata: wantsMetadata(headers),
    wish,
    faults: faultsFor(received, target, asked, unique, context, stub),
    pace: stub?.reply.pace ? { ...usual.pace, ...stub.reply.pace } : usual.pace,
  };
}

/** The seed that holds for a request: its `x-mock-seed` header, or the option. */
export function seedOf(headers: Headers, otherwise: string): string {
  return own(headers, 'x-mock-seed') ?? otherwise;
}

const METADATA = ['x-openrouter-metadata', 'x-openrouter-experimental-metadata'];

/** Did the caller opt in to `openrouter_metadata`? Only OpenRouter's dialect has it. */
export function wantsMetadata(headers: Headers): boolean {
  return METADATA.some((name) => own(headers, name)?.toLowerCase() === 'enabled');
}

/** What conditions of stubs are held against. */
function subjectOf({ body, headers }: Received, { dialect }: Target, { request }: Asked): Subject {
  return { request, body: body.value, dialect: dialect.name, headers };
}

function stubFor(
  received: Received,
  target: Target,
  asked: Asked,
  unique: string,
  { stubs, options }: Context,
): Choice | undefined {
  const strict = isStrict(received.headers, options.strict);
  if (stubs.size === 0 && !strict) return undefined;
  const subject = subjectOf(received, target, asked);
  const choice = stubs.choose(subject, { unique, kept: asked.kept });
  if (!choice && strict) throw noStub(subject, stubs);
  return choice;
}

function isStrict(headers: Headers, otherwise: boolean): boolean {
  const written = own(headers, 'x-mock-strict')?.toLowerCase();
  if (written === undefined) return otherwise;
  if (written === 'true' || written === 'false') return written === 'true';
  throw ownError(`x-mock-strict: expected true or false, but got "${written.slice(0, 40)}".`);
}

function faultsFor(
  received: Received,
  target: Target,
  asked: Asked,
  unique: string,
  { faultRules, usual }: Context,
  stub: Choice | undefined,
): readonly ParsedFault[] {
  const written = own(received.headers, 'x-mock-fault') ?? stub?.reply.faults;
  let faults = written === undefined ? undefined : faultsOf(written);
  if (faultRules.size > 0) {
    const ruled = faultRules.choose(subjectOf(received, target, asked), unique, faults === undefined);
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
  const written = own(headers, 'x-mock-reply');
  const style = written === undefined ? undefined : parseReplyStyle(written);
  if (written === undefined || style) return style;
  throw ownError(`x-mock-reply: expected ${REPLY_STYLES}, but got "${written.slice(0, 40)}".`);
}

function wishOf(written: string | undefined): Wish | undefined {
  if (written === undefined || isWish(written)) return written;
  const known = WISHES.map(({ name }) => name).join(', ');
  throw ownError(`There is no wish "${written.slice(0, 40)}". Known wishes: ${known}.`);
}

function own(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function ownError(message: string): ApiError {
  return new ApiError('invalid_request', message, { mock: true });
}
