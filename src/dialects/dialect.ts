/** A dialect: everything in which one service differs from another, as data and small pure functions. */
import type { DialectName } from '../contract/validator.ts';
import type { ApiError, ErrorRow, Violation } from '../errors.ts';
import type { Headers } from '../headers.ts';
import type { Draft } from '../message/draft.ts';
import type { StreamEvent } from '../message/events.ts';
import type { Message } from '../message/message.ts';
import type { MessagesRequest } from '../message/request.ts';
import type { ModelTraits } from '../model.ts';
import type { LimitWords } from './limit-words.ts';

/** What an endpoint does. */
export type Deed = 'messages' | 'count_tokens' | 'list_models' | 'show_model' | 'hello' | 'swallow';

/** One endpoint: a row here is all it takes to serve one whose deed exists. */
export interface Endpoint {
  method: 'GET' | 'POST';
  /** In Express's path syntax. */
  path: string;
  deed: Deed;
  /** True where the service asks for no key. */
  open?: boolean;
}

/** A key, and the header that it came in. */
export interface Credential {
  key: string;
  via: 'x-api-key' | 'authorization';
}

/** Ids of one exchange, as the dialect writes them. */
export interface Identity {
  /** Of the message, `msg_…` or `gen-…`. */
  message: string;
  /** Of the request, `req_…`; in OpenRouter's dialect the generation id. */
  request: string;
}

/** What a dialect is told when it words an error. */
export interface ErrorContext {
  error: ApiError;
  row: ErrorRow;
  requestId: string;
  /** Had the request been accepted by key and schema, so that the service would have begun to work on it? */
  begun: boolean;
  deed: Deed | undefined;
  /** The router's state, when there is one and the caller has opted in to hear of it. */
  routing: Record<string, unknown> | undefined;
}

/** What a dialect is told when it dresses a draft as its own message. */
interface DressContext {
  id: string;
  request: MessagesRequest;
  model: ModelTraits;
  /** Display name of the provider that answers. */
  provider: string;
  /** What `openrouter_metadata` shall tell; nothing when the caller has not opted in. */
  routing: Record<string, unknown> | undefined;
  /** The bill of LLM Router's planner, when it ran. */
  planning: object | undefined;
}

export interface Dialect {
  name: DialectName;
  endpoints: readonly Endpoint[];
  /** Which credential counts, if any was sent. */
  credential(headers: Headers): Credential | undefined;
  missingKey: string;
  invalidKey(credential: Credential): string;
  /** Is the `anthropic-version` header demanded? */
  demandsVersion: boolean;
  /** The headers that list betas. */
  betaHeaders: readonly string[];
  /** The ids of an exchange, from 42 characters that are unique to it. */
  identity(unique: string, form: 'gen' | 'msg'): Identity;
  /** The refusal of a body that breaks the schema. */
  refusal(violations: readonly Violation[], body: unknown): string;
  unknownModel(model: string): ApiError;
  /** How it tells of rate limits, credits and overload. */
  limits: LimitWords;
  errorBody(context: ErrorContext): unknown;
  /** Headers of every reply, content-type aside. */
  headers(context: {
    requestId: string;
    status: number;
    deed: Deed | undefined;
    stream: boolean;
  }): Record<string, string>;
  /** The model that answers, as the reply names it. */
  answeringModel(requested: string, model: ModelTraits): string;
  dress(draft: Draft, context: DressContext): Message;
  /** A comment line that its streams send while there is nothing to say yet. */
  keepAlive?: string;
  /** A last change to a stream event, where the dialect's stream has keys that its message lacks. */
  dressEvent?(event: StreamEvent): StreamEvent;
}

/** A dialect made of another: what is not said again stays as in the base. */
export function defineDialect(base: Dialect, changes: Partial<Dialect> & Pick<Dialect, 'name'>): Dialect {
  return { ...base, ...changes };
}

/** The bearer token of an Authorization header; nothing for other schemes or an empty token. */
export function bearer(headers: Headers): Credential | undefined {
  const value = headers['authorization'];
  const token = typeof value === 'string' ? /^Bearer\s+(\S.*)$/i.exec(value)?.[1]?.trim() : undefined;
  return token ? { key: token, via: 'authorization' } : undefined;
}

/** The key of an x-api-key header; nothing when it is empty. */
export function apiKey(headers: Headers): Credential | undefined {
  const value = headers['x-api-key'];
  return typeof value === 'string' && value.trim() !== '' ? { key: value.trim(), via: 'x-api-key' } : undefined;
}
