/** What a rule is: one refusal of the real service that its schema does not state, as a row of a table. */
import type { DialectName } from '../contract/validator.ts';
import type { ErrorCode } from '../errors.ts';
import type { MessagesRequest } from '../message/request.ts';
import type { ModelTraits } from '../model.ts';

/** Everything a rule may look at. */
export interface RuleContext {
  /** Valid by the schema of the dialect. On OpenRouter and LLM Router `messages` may be null all the same. */
  request: MessagesRequest;
  model: ModelTraits;
  dialect: DialectName;
  /** The values of the beta headers. */
  betas: readonly string[];
  /** The `anthropic-version` header; undefined where none was sent. Versions are dates, so they compare as text. */
  version: string | undefined;
  /** How many tokens the prompt has for this model. Costly: rules that can decide without it do. */
  inputTokens(): number;
}

/** One thing that the service would refuse. */
export interface Finding {
  path: (string | number)[];
  /** The whole text on the wire, its path prefix included. */
  message: string;
  /** For people: what was expected, and what came. */
  expected?: string;
  actual?: string;
  /** Absent: `invalid_request`. */
  code?: ErrorCode;
}

export interface Rule {
  /** A short name, unique in the project. */
  id: string;
  /** The services known to refuse this. Others let it pass. */
  dialects: readonly DialectName[];
  /** How the behaviour and the words are known. */
  source: string;
  /** Reads the request once, from front to back: its work grows no faster than the request. */
  check(context: RuleContext): Finding | undefined | Iterable<Finding>;
}

export const ANTHROPIC: readonly DialectName[] = ['anthropic'];
export const OPENROUTER: readonly DialectName[] = ['openrouter'];
export const ANTHROPIC_OPENROUTER: readonly DialectName[] = ['anthropic', 'openrouter'];
export const EVERYWHERE: readonly DialectName[] = ['anthropic', 'openrouter', 'llm-router'];

/** Is it a Claude? What only Anthropic refuses must not befall the models of others behind OpenRouter. */
export function isClaude(model: ModelTraits): boolean {
  return model.provider === 'Anthropic' || /claude/i.test(model.id);
}

/** A value that is a plain object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
