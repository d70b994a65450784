/** A recording of what was sent and what came. */
import { contentOf } from '../content-of.ts';
import { keptHeaders } from '../kept-headers.ts';
import type { Broken, HeaderList, RecordedRequest, RecordedResponse, Recording } from '../recording.ts';
import type { UpstreamCall, UpstreamReply } from '../upstream/upstream-call.ts';
import type { Piece } from './decompressed.ts';
import { streamEnd } from './stream-end.ts';

export interface Seen {
  call: UpstreamCall;
  /** Milliseconds since the Unix epoch. */
  startedAt: number;
  reply: Pick<UpstreamReply, 'status' | 'statusText' | 'headers'>;
  /** Decompressed. */
  pieces: readonly Piece[];
  trailers: HeaderList;
  /** How the connection broke, if it did. */
  broken: Broken | undefined;
}

/** `id` and `polly` are given when it is stored. Trailers keep to the same list as headers: they may carry a secret as well. */
export function toRecording(seen: Seen): Recording {
  return {
    id: '',
    request: toRequest(seen.call),
    response: toResponse(seen),
    startedAt: new Date(seen.startedAt).toISOString(),
    polly: { id: '', order: 0 },
  };
}

function toRequest({ dialect, method, url, path, headers, body }: UpstreamCall): RecordedRequest {
  return { dialect, method, url, path, headers: keptHeaders(headers, 'request'), ...contentOf(body) };
}

function toResponse({ reply, pieces, trailers, broken }: Seen): RecordedResponse {
  const { status, statusText } = reply;
  const body = Buffer.concat(pieces.map(({ bytes }) => bytes));
  const response: RecordedResponse = {
    status,
    statusText,
    headers: keptHeaders(reply.headers, 'response'),
    body,
    chunks: pieces.filter(({ bytes }) => bytes.length > 0).map(({ at, bytes }) => ({ at, bytes: bytes.length })),
    trailers: keptHeaders(trailers, 'response'),
  };
  const ending = isEventStream(reply.headers) ? streamEnd(body.toString('utf8')) : undefined;
  // A stream that told of its error was over for its client, however the connection ended.
  const how = ending === 'error event' ? ending : (broken ?? ending);
  return how ? { ...response, broken: how } : response;
}

function isEventStream(headers: HeaderList): boolean {
  return headers.some(([name, value]) => name === 'content-type' && /^\s*text\/event-stream\b/i.test(value));
}
