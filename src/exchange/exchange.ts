/** One request's whole story, grown stage by stage and never changed: what a stage takes says which came before it. */

import type { PlanningUsage } from '../backend/gateway.ts';
import type { Routing } from '../backend/routing.ts';
import type { Dialect, Endpoint } from '../dialects/dialect.ts';
import type { Route } from '../dialects/dialects.ts';
import type { ApiError, Violation } from '../errors.ts';
import type { ParsedFault } from '../faults/parse-faults.ts';
import type { Headers } from '../headers.ts';
import type { Message, Usage } from '../message/message.ts';
import type { MessagesRequest } from '../message/request.ts';
import type { ModelTraits } from '../model.ts';
import type { Frame, HeaderLines, Reply } from '../reply.ts';
import type { ReplyStyle } from '../reply-style.ts';
import type { Choice } from '../stubs/stubs.ts';
import type { Wish } from '../wish.ts';
import type { Body } from './body.ts';
import type { Kept } from './kept.ts';
import type { LiveAnswer, Playing } from './playing.ts';

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
  /** Path and query as they came. */
  url: string;
  /** What can be told to the client, and learned of it, before the reply. */
  wire: Wire;
  /** The client's port, where there is a network: requests of one port came one after the other. */
  port?: number | undefined;
}

/** The connection to the client, as far as the corridor may know it. */
export interface Wire {
  /** Names and values in turn, as they came. */
  rawHeaders: readonly string[];
  /** Where the client reached us; none within the process. */
  readonly local: { address: string; port: number } | undefined;
  /** Calls back once when the client has gone, or the reply has ended. Returns what calls it off. */
  onClose(listener: () => void): () => void;
  /** Sends an informational status (1xx) ahead of the reply. */
  inform(status: number, headers: HeaderLines): void;
}

/** Who is spoken to and what is wanted of them. */
export interface Target {
  dialect: Dialect;
  endpoint: Endpoint;
  /** The values of the dialect's beta headers. */
  betas: readonly string[];
}

/** What was asked, understood and allowed. */
export interface Asked {
  request: MessagesRequest;
  model: ModelTraits;
  /** Digest of the canonical request; with the seed it decides the answer. */
  digest: string;
  /** The wish written behind the model id, if any. */
  wish: string | undefined;
  /** OpenRouter's choice of model and provider. */
  routing: Routing | undefined;
  /** LLM Router's planner, when it ran. */
  planning: PlanningUsage | undefined;
  /** What was made of the request, by what else decides the answer. */
  kept: Kept;
}

/** What `match` decided: pure data. */
export interface Plan {
  /** Where the answer comes from. */
  source: 'synthetic' | 'stub' | 'cassette' | 'upstream';
  /** The stub that answers, and which of its replies. */
  stub: Choice | undefined;
  seed: string;
  /** How the text reads. */
  style: ReplyStyle;
  /** Does the reply tell how it was routed (`openrouter_metadata`)? */
  metadata: boolean;
  /** What the answer shall be that no request can ask for; by model suffix or header. */
  wish: Wish | undefined;
  /** What spoils the reply, in order. */
  faults: readonly ParsedFault[];
  /** Milliseconds to the first byte, output tokens per second (0: instant), the share by which pauses vary, pieces per delta. */
  pace: { ttft: number; tps: number; jitter: number; chunk: number };
}

/** What a source hands over. */
type Answer =
  | {
      kind: 'message';
      readonly message: Message;
      readonly usage: Usage;
      /** Writes the reply's frames once more, as they were before faults. */
      frames?(): readonly Frame[];
    }
  | { kind: 'json'; value: unknown }
  /** The upstream's, which is still talking. */
  | LiveAnswer
  /** What a stub wrote down, or a cassette holds, to the letter: a body, or the events of a stream. */
  | { kind: 'raw'; body: string }
  | { kind: 'refusal'; error: ApiError };

/** An answer, and how it is sent. */
export interface Answered {
  answer: Answer;
  reply: Reply;
  /** What cassettes had to do with it. */
  playing?: Playing;
}

/** The story's end: how far the request came, what was answered, and everything known on the way to it. */
export interface Exchange {
  received: Received;
  dialect: Dialect;
  /** Why this dialect, for people. */
  because: string;
  /** Present once the road led there; a refusal ends it. */
  target: Target | undefined;
  asked: Asked | undefined;
  plan: Plan | undefined;
  violations: readonly Violation[];
  /** Did no stub answer, although there were some? */
  missed: boolean;
  answer: Answer;
  reply: Reply;
  /** What cassettes had to do with it, where they were asked. */
  playing: Playing | undefined;
  /** What it holds of the session's limits and load until its reply has left; nothing without limits and faults. */
  pass?: { leave(): void } | undefined;
}

/** How the reply left: whole, cut short because the client went away, or cut by a fault. */
export interface Outcome {
  ended: 'completed' | 'client left' | 'fault';
  bytes: number;
  /** From the request's arrival to the reply's end. */
  milliseconds: number;
  /** Did somebody move the session's clock by hand meanwhile? Then the client's own tells another time. */
  moved?: true;
}
