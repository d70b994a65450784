/** One request's whole story, grown stage by stage and never changed: the type of each stage says what it may rely on. */
import type { Dialect, Endpoint, Headers, Identity } from '../dialects/dialect.ts';
import type { Route } from '../dialects/dialects.ts';
import type { ApiError, Violation } from '../errors.ts';
import type { Message } from '../message/message.ts';
import type { MessagesRequest } from '../message/request.ts';
import type { ModelTraits } from '../model.ts';
import type { Reply } from '../reply.ts';
import type { Body } from './body.ts';

/** As it came in by the door. */
export interface Received {
  method: string;
  /** Without the query. */
  path: string;
  query: Readonly<Record<string, unknown>>;
  headers: Headers;
  /** The route that the path leads to; none for an unknown path. */
  route: Route | undefined;
  params: Readonly<Record<string, string>>;
  body: Body;
  /** Why the body could not be received: too large, of an unknown type, or of an unknown encoding. */
  problem?: ApiError;
  /** When it arrived: `Clock.elapsed()`. */
  started: number;
}

/** It is known who is spoken to and what is wanted. */
export interface Identified extends Received {
  dialect: Dialect;
  endpoint: Endpoint;
  betas: readonly string[];
}

/** The key is good. */
export interface Admitted extends Identified {
  key: string | undefined;
}

/** What was asked is understood and allowed. */
export interface Asked extends Admitted {
  request: MessagesRequest;
  model: ModelTraits;
  /** Digest of the canonical request; with the seed it decides the answer. */
  digest: string;
}

/** What `match` decided: pure data. */
export interface Plan {
  /** Where the answer comes from. */
  source: 'synthetic';
  seed: string;
  /** Milliseconds to the first byte, output tokens per second (0: instant), and the share by which pauses vary. */
  pace: { ttft: number; tps: number; jitter: number };
}

export interface Planned extends Asked {
  plan: Plan;
}

/** What a source hands over. */
export type Answer = { kind: 'message'; message: Message } | { kind: 'json'; value: unknown } | { kind: 'refusal'; error: ApiError };

/** The story's end: what was answered, and everything known on the way to it. */
export interface Exchange extends Received, Partial<Omit<Planned, keyof Received>> {
  dialect: Dialect;
  identity: Identity;
  violations: readonly Violation[];
  answer: Answer;
  reply: Reply;
}

/** How the reply left: whole, or cut short because the client went away. */
export interface Outcome {
  ended: 'completed' | 'client left';
  bytes: number;
  /** From the request's arrival to the reply's end. */
  milliseconds: number;
}
