/** One remembered exchange, as the control API, exports and the library show it. */
import type { DialectName } from '../contract/validator.ts';
import type { Violation } from '../errors.ts';
import type { Playing } from '../exchange/playing.ts';
import type { Message, Usage } from '../message/message.ts';
import type { NearMiss } from '../stubs/stub-view.ts';

export interface JournalEntry {
  /** Unique in its session, and ascending: `1`, `2`... */
  id: string;
  session: string;
  /** When it arrived, ISO 8601, by the session's clock. */
  at: string;
  request: {
    method: string;
    path: string;
    query: Record<string, unknown>;
    /** Without secrets. */
    headers: Record<string, string>;
    /** Parsed; long base64 replaced by `{base64 of N bytes, sha256 …}`. Null when it is no JSON. */
    body: unknown;
    /** The bytes as text, where they are no JSON or were kept whole. */
    raw: string | null;
    bytes: number;
    /** Why the body is not here, or not whole; else null. */
    omitted: string | null;
  };
  dialect: DialectName;
  /** Why this dialect: the path, a gateway object, the key, the Host, or the option. */
  dialectBecause: string;
  /** What the endpoint does, e.g. `messages`; null for an unknown path. */
  endpoint: string | null;
  model: string | null;
  stream: boolean;
  violations: readonly Violation[];
  /** The stub that answered. */
  stub: { id: string; name: string } | null;
  /** What cassettes had to do with it, where they were asked: the recording that answered, or whether this exchange was recorded, and why not. */
  cassette: Playing | null;
  /** The nearest stubs, where there are some and none answered. */
  nearMisses: readonly NearMiss[];
  /** `stub`, `cassette`, `upstream`, `synthetic`, `refusal` (of the emulated service) or `mock` (an error of the mock's own). */
  source: string;
  seed: string | null;
  plan: Record<string, unknown> | null;
  /** The faults that were asked for, each as it is written in the header `x-mock-fault`; those without effect on the reply too. */
  faults: readonly string[];
  response: {
    status: number;
    headers: Record<string, string>;
    /** The message, whichever way it travelled; null for other replies. */
    message: Message | null;
    /** The body of any other reply: an error envelope, a model list, a raw body. */
    body: unknown;
    /** Of a stream: its events, each with the milliseconds after the first byte at which it was due. */
    events: readonly { due: number; event: unknown }[] | null;
    /** Sent, without headers. */
    bytes: number;
    /** Why the body and the events are not here; else null. */
    omitted: string | null;
  };
  outcome: 'completed' | 'client left' | 'fault';
  milliseconds: number;
  usage: Usage | null;
  /** US dollars: as the reply's usage tells it, else by the price of the model. */
  cost: number | null;
}
