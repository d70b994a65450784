/** Whether the caller is let in: the key, then the version header where it is demanded. */
import { ApiError } from '../errors.ts';
import type { Context } from './context.ts';
import type { Received, Target } from './exchange.ts';

/** The versions that exist, by Anthropic's page on API versions. The SDKs from 1.0 on send the newest. */
const VERSIONS = new Set(['2026-10-21', '2023-06-01', '2023-01-01']);

/** @throws ApiError `authentication` in the dialect's words, or `invalid_request` about the version header */
export function authenticate({ headers }: Received, { dialect, endpoint }: Target, { options }: Context): void {
  if (endpoint.open) return;
  const credential = dialect.credential(headers);
  if (!credential) throw new ApiError('authentication', dialect.missingKey);
  if (options.apiKey.length > 0 && !options.apiKey.includes(credential.key)) {
    throw new ApiError('authentication', dialect.invalidKey(credential));
  }
  if (dialect.demandsVersion) demandVersion(headers['anthropic-version']);
}

function demandVersion(version: string | string[] | undefined): void {
  if (!version) throw new ApiError('invalid_request', 'anthropic-version: header is required');
  if (!VERSIONS.has(String(version))) {
    throw new ApiError(
      'invalid_request',
      `anthropic-version: "${String(version).slice(0, 40)}" is not a valid version`,
    );
  }
}
