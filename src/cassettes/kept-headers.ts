/** Which headers a cassette keeps. Whatever is not named here never reaches the disk: a new header that carries a secret does no harm. */
import type { HeaderList } from './recording.ts';

/**
 * Names in lower case; a `*` at the end stands for any rest. Left out on purpose: `authorization`, `x-api-key` and cookies, which are
 * secret; `user-agent` and `anthropic-organization-id`, which tell who asked; `date`, `server`, `cf-*` and their like, which change with
 * every reply and mean nothing to a client; `content-encoding` and `content-length`, which belong to a body that is kept decompressed.
 */
export const KEPT_HEADERS: Readonly<Record<'request' | 'response', readonly string[]>> = {
  request: [
    'accept',
    'anthropic-beta',
    'anthropic-version',
    'content-type',
    'http-referer',
    'x-openrouter-*',
    'x-title',
  ],
  response: [
    'access-control-allow-origin',
    'access-control-expose-headers',
    'anthropic-ratelimit-*',
    'cache-control',
    'content-type',
    'request-id',
    'retry-after',
    'retry-after-ms',
    'x-generation-id',
    'x-ratelimit-*',
    'x-request-id',
    'x-should-retry',
  ],
};

/**
 * Those of `headers` that are kept, in their order, names in lower case.
 *
 * @example keptHeaders([['Date', '...'], ['Request-Id', 'req_1']], 'response') // [['request-id', 'req_1']]
 */
export function keptHeaders(headers: HeaderList, of: 'request' | 'response'): HeaderList {
  return headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => KEPT_HEADERS[of].some((kept) => fits(name, kept)));
}

function fits(name: string, kept: string): boolean {
  return kept.endsWith('*') ? name.startsWith(kept.slice(0, -1)) : name === kept;
}
