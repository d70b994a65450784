/** Whether the caller is let in: the key, then the version header where it is demanded. */
import { ApiError } from '../errors.ts';
import type { Context } from './context.ts';
import type { Admitted, Identified } from './exchange.ts';

/** The versions that exist (messages-api section 1.1). */
const VERSIONS = new Set(['2023-06-01', '2023-01-01']);

/** @throws ApiError `authentication` in the dialect's words, or `invalid_request` about the version header */
export function authenticate(identified: Identified, { options }: Context): Admitted {
  const { dialect, endpoint, headers } = identified;
  if (endpoint.open) return { ...identified, key: undefined };
  const credential = dialect.credential(headers);
  if (!credential) throw new ApiError('authentication', dialect.missingKey);
  if (options.apiKey.length > 0 && !options.apiKey.includes(credential.key)) {
    throw new ApiError('authentication', dialect.invalidKey(credential));
  }
  if (dialect.demandsVersion) demandVersion(headers['anthropic-version']);
  return { ...identified, key: credential.key };
}

function demandVersion(version: string | string[] | undefined): void {
  if (!version) throw new ApiError('invalid_request', 'anthropic-version: header is required');
  if (!VERSIONS.has(String(version))) {
    throw new ApiError('invalid_request', `anthropic-version: "${String(version).slice(0, 40)}" is not a valid version`);
  }
}
