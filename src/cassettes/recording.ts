/** What a cassette holds of one exchange: everything that a client could notice, and nothing that is secret. */
import type { DialectName } from '../contract/validator.ts';

/** Header names in lower case and values, in the order in which they came; a name may come more than once. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** A piece of a reply's body as it arrived. The pieces of a recording add up to its body. */
export interface Chunk {
  /** Milliseconds from the sending of the request. */
  at: number;
  /** Length, in bytes of the body as it is kept (decompressed). */
  bytes: number;
}

/** How a reply broke off: the upstream's connection was cut, it fell silent, the client left, or the stream told of an error itself. */
export type Broken = 'upstream cut' | 'upstream silent' | 'client left' | 'error event';

export interface RecordedRequest {
  dialect: DialectName;
  /** Upper case. */
  method: string;
  /** Of the upstream, absolute, with the query. */
  url: string;
  /** Path and query, as the client asked: what the key is made of. */
  path: string;
  /** Only those on the allow-list. */
  headers: HeaderList;
  /**
   * The parsed JSON, redacted where that was wished, with references to side files where long base64 stood (`side-file.ts`). Undefined
   * when there was no body, or none that is JSON.
   */
  body: unknown;
  /** The body when it is not JSON. */
  text?: string;
}

export interface RecordedResponse {
  status: number;
  statusText: string;
  /** Only those on the allow-list. Neither `content-encoding` nor `content-length` nor those of a single connection. */
  headers: HeaderList;
  /** Decompressed. A stream as the text it was, with every event, comment and line end. */
  body: Uint8Array;
  chunks: readonly Chunk[];
  /** Headers behind the body. */
  trailers: HeaderList;
  /** Present when the reply is not whole; such a recording never stands for a success. */
  broken?: Broken;
}

/** One recorded exchange. */
export interface Recording {
  /** Name of the cassette and place in it, from 1: `tool-loop#3`. Given when the cassette is read, and not kept in the file. */
  id: string;
  request: RecordedRequest;
  response: RecordedResponse;
  /** When the request was sent: ISO 8601, UTC. */
  startedAt: string;
  /** By what Polly finds the entry: digest of what it matches by, and the how-manieth of that digest. */
  polly: { id: string; order: number };
  /** Names of people who reviewed, hints where it came from: kept, shown, not interpreted. */
  comment?: string;
}
