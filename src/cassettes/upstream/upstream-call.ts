/** A call of a real service, and its reply while it still arrives. */
import type { DialectName } from '../../contract/validator.ts';
import type { Broken, HeaderList } from '../recording.ts';

export interface UpstreamCall {
  dialect: DialectName;
  /** Upper case. */
  method: string;
  /** Absolute, with the query. */
  url: string;
  /** Path and query, as the client asked. */
  path: string;
  /** As the client sent them, credentials included; those that belong to one connection are taken out before the call. */
  headers: HeaderList;
  /** As it came: it is not read, but passed on. */
  body: Uint8Array;
}

/** How a call is made. */
export interface CallOptions {
  /** For how many milliseconds the upstream may be silent: before its headers, and between two chunks. */
  timeout: number;
  /** Is told of each reply before the reply, such as 103 (Early Hints). */
  inform?(status: number, headers: HeaderList): void;
  /** Aborted when the client leaves, at whatever time; after the headers `stop()` does the same. */
  signal?: AbortSignal;
}

/** Hears a reply as it arrives, whether or not anybody has read it yet. */
export interface Listener {
  /** The connection is there, and the request goes out. */
  sending(): void;
  /** Bytes as they came, compressed or not. */
  chunk(bytes: Uint8Array): void;
  /** Called once: the reply is whole, or broke off as told. */
  over(trailers: HeaderList, broken: Broken | undefined): void;
}

export interface UpstreamReply {
  status: number;
  statusText: string;
  /** As sent, names in lower case, without those of a single connection. */
  headers: HeaderList;
  /**
   * The raw bytes as they arrive, maybe compressed; to be read once. The upstream is not read further than one chunk ahead of the reader.
   * Throws `UpstreamBroken`. A reader that ends its loop early leaves: the call is ended.
   */
  body: AsyncIterable<Uint8Array>;
  /** Headers behind the body; empty until the body was read. */
  trailers(): HeaderList;
  /** The client left: ends the call. Does nothing when the reply has arrived whole. */
  stop(): void;
}
