/** What an error of the service says where the mock's user asks for one without saying what. */
import type { ErrorCode } from './errors.ts';

// The services' own short words where they are known (messages-api section 4), else ours in their manner.
export const ERROR_MESSAGES: Readonly<Record<ErrorCode, string>> = {
  invalid_request: 'Invalid request',
  context_length: 'prompt is too long',
  authentication: 'invalid x-api-key',
  billing: 'The credit balance of this account is too low for the request.',
  permission: 'This API key has no permission for the resource.',
  not_found: 'Not found',
  method_not_allowed: 'Method not allowed',
  timeout_request: 'Request timed out',
  conflict: 'The request conflicts with the current state of the resource.',
  too_large: 'Request exceeds the maximum size',
  unsupported_media: 'Unsupported content type',
  unprocessable: 'The request could not be processed',
  rate_limit: 'This request would exceed the rate limit of your organization. Please try again later.',
  internal: 'Internal server error',
  provider_unavailable: 'The provider is unavailable',
  provider_overloaded: 'The provider is overloaded',
  timeout: 'Request timed out',
  timeout_edge: 'Request timed out',
  overloaded: 'Overloaded',
};
