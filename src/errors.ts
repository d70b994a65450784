/** THE table of errors the emulated services answer with, and the one exception that carries a row of it through the corridor. */

/** A row: HTTP status, Anthropic's `error.type`, OpenRouter's `error_type`. Source: the services' error references, section 4.2. */
export interface ErrorRow {
  status: number;
  type: string;
  openrouterType: string;
}

export const ERRORS = {
  invalid_request: { status: 400, type: 'invalid_request_error', openrouterType: 'invalid_request' },
  context_length: { status: 400, type: 'invalid_request_error', openrouterType: 'context_length_exceeded' },
  authentication: { status: 401, type: 'authentication_error', openrouterType: 'authentication' },
  billing: { status: 402, type: 'billing_error', openrouterType: 'payment_required' },
  permission: { status: 403, type: 'permission_error', openrouterType: 'permission_denied' },
  not_found: { status: 404, type: 'not_found_error', openrouterType: 'not_found' },
  // Neither service documents a body for a wrong method or media type; the nearest documented types are used.
  method_not_allowed: { status: 405, type: 'invalid_request_error', openrouterType: 'invalid_request' },
  timeout_request: { status: 408, type: 'timeout_error', openrouterType: 'timeout' },
  conflict: { status: 409, type: 'conflict_error', openrouterType: 'precondition_failed' },
  too_large: { status: 413, type: 'request_too_large', openrouterType: 'payload_too_large' },
  unsupported_media: { status: 415, type: 'invalid_request_error', openrouterType: 'invalid_request' },
  unprocessable: { status: 422, type: 'invalid_request_error', openrouterType: 'unprocessable' },
  rate_limit: { status: 429, type: 'rate_limit_error', openrouterType: 'rate_limit_exceeded' },
  internal: { status: 500, type: 'api_error', openrouterType: 'server' },
  provider_unavailable: { status: 502, type: 'api_error', openrouterType: 'provider_unavailable' },
  provider_overloaded: { status: 503, type: 'overloaded_error', openrouterType: 'provider_overloaded' },
  timeout: { status: 504, type: 'timeout_error', openrouterType: 'timeout' },
  timeout_edge: { status: 524, type: 'timeout_error', openrouterType: 'timeout' },
  overloaded: { status: 529, type: 'overloaded_error', openrouterType: 'provider_overloaded' },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;

/** One thing wrong with a request: where, and what was expected instead of what came. */
export interface Violation {
  /** Path from the body's root, e.g. `['messages', 0, 'role']`. Empty for the body itself. */
  path: readonly (string | number)[];
  /** `required`, `type`, `enum`, `extra`, `range`, `length`, `pattern`, `tag`, or the id of a semantic rule. */
  code: string;
  /** What was expected, for people: `a string`, `one of "user", "assistant"`. */
  expected: string;
  /** What came, for people, shortened: `number 3`, `nothing`. */
  actual: string;
  /** The violation in the words of the Anthropic service, without the path: `Field required`. */
  words: string;
}

export interface ApiErrorDetail {
  violations?: readonly Violation[];
  /** Extra response headers, such as `allow`. */
  headers?: Record<string, string>;
  /** Anthropic's `error.details`: machine-readable, with an `error_code` that clients branch on. */
  details?: Record<string, unknown>;
  /** OpenRouter's `error.availability`: why no model could be had. */
  availability?: Record<string, unknown>;
  /** OpenRouter's `metadata` beside the error. */
  metadata?: Record<string, unknown>;
  /** How far OpenRouter's router had come, for `openrouter_metadata`. */
  routing?: Record<string, unknown>;
  /** Set when the service had accepted key and schema before it refused: OpenRouter's refusals then carry a generation id. */
  begun?: boolean;
  /** Set when the mock itself refuses, not the service it emulates: the reply says so and asks clients not to retry. */
  mock?: boolean;
  /** What the mock tells machines about its own refusal, as `mock` beside the envelope's `error`. */
  mockDetail?: { code: string; [key: string]: unknown };
  /** Status where it differs from the row's: a stub may name any. */
  status?: number;
}

/** A refusal on its way to the client. Thrown by any stage; rendered once, in the envelope of the dialect spoken. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly detail: ApiErrorDetail;
  constructor(code: ErrorCode, message: string, detail: ApiErrorDetail = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.detail = detail;
  }
}
