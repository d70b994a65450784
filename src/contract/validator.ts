/** Checks requests and replies against the contract of the dialect spoken. */
import type { Violation } from '../errors.ts';
import {
  anthropicRequest,
  llmRouterRequest,
  openrouterLegacyRequest,
  openrouterRequest,
} from './generated/request-validators.ts';
import { toViolations } from './violation.ts';
import type { SchemaError } from './wording.ts';

export type DialectName = 'anthropic' | 'openrouter' | 'llm-router';

/** `legacy` brings back the limits of OpenRouter's first published contract; the other dialects have one profile only. */
export type SchemaProfile = 'latest' | 'legacy';

export type ReplyKind = 'response' | 'stream-event' | 'error';

/** What the generated modules export: a function that leaves its findings on itself. */
interface Check {
  (value: unknown): boolean;
  errors?: SchemaError[] | null;
}

const LATEST: Record<DialectName, Check> = {
  anthropic: anthropicRequest,
  openrouter: openrouterRequest,
  'llm-router': llmRouterRequest,
};

/**
 * What is wrong with the body of `POST /v1/messages`: in document order, at most 100, empty when it keeps the contract.
 * Structure only; what the services refuse for its meaning (an unanswered tool call, empty text) is in `rules/`.
 * @example requestViolations('anthropic', 'latest', { model: 'm', messages: [] })[0].words // 'Field required' (max_tokens)
 */
export function requestViolations(dialect: DialectName, profile: SchemaProfile, body: unknown): Violation[] {
  const check = dialect === 'openrouter' && profile === 'legacy' ? openrouterLegacyRequest : LATEST[dialect];
  return violationsOf(check, body);
}

/**
 * The same for `POST /v1/messages/count_tokens`: a create body that need not say `max_tokens`. The parameters of the answer
 * (`stream`, `temperature`...) are accepted too, since clients commonly send one body to both.
 */
export function countTokensViolations(dialect: DialectName, body: unknown): Violation[] {
  return requestViolations(dialect, 'latest', body).filter(
    ({ path, code }) => !(code === 'required' && path.length === 1 && path[0] === 'max_tokens'),
  );
}

/** The same for what a service answers. Loads its validators when first called: only tests and `lint` need them. */
export async function replyViolations(dialect: DialectName, kind: ReplyKind, value: unknown): Promise<Violation[]> {
  const checks: Record<string, Check> = await import('./generated/reply-validators.ts');
  return violationsOf(checks[REPLY_CHECKS[dialect][kind]]!, value);
}

const REPLY_CHECKS: Record<DialectName, Record<ReplyKind, string>> = {
  anthropic: { response: 'anthropicResponse', 'stream-event': 'anthropicStreamEvent', error: 'anthropicError' },
  openrouter: { response: 'openrouterResponse', 'stream-event': 'openrouterStreamEvent', error: 'openrouterError' },
  'llm-router': { response: 'llmRouterResponse', 'stream-event': 'llmRouterStreamEvent', error: 'llmRouterError' },
};

function violationsOf(check: Check, value: unknown): Violation[] {
  if (check(value)) return [];
  return toViolations(check.errors ?? [], value);
}
