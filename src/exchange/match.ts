/** What shall happen with a request: the only place where request header, option and default are weighed against one another. */
import type { Headers } from '../dialects/dialect.ts';
import { ApiError } from '../errors.ts';
import { parseReplyStyle, REPLY_STYLES, type ReplyStyle } from '../reply-style.ts';
import { isWish, WISHES, type Wish } from '../wish.ts';
import type { Context } from './context.ts';
import type { Asked, Plan, Received } from './exchange.ts';

/**
 * The plan of a request. Header before model suffix, header before option.
 *
 * @throws ApiError `invalid_request`, as an error of the mock, for a wish or a style that does not exist
 */
export function match({ headers }: Received, asked: Asked, { options }: Context): Plan {
  const { ttft, tps, jitter } = options;
  return {
    source: 'synthetic',
    seed: seedOf(headers, options.seed),
    style: styleOf(headers, options.reply),
    metadata: wantsMetadata(headers),
    wish: wishOf(own(headers, 'x-mock-wish') ?? asked.wish),
    pace: { ttft, tps, jitter },
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

function styleOf(headers: Headers, otherwise: string): ReplyStyle {
  const written = own(headers, 'x-mock-reply') ?? otherwise;
  const style = parseReplyStyle(written);
  if (style) return style;
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
