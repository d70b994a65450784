/** Turns a recording into an entry of a HAR file. */
import { isUtf8 } from 'node:buffer';
import { canonical, TooDeep } from '../../canonical.ts';
import type { HarEntry, HarPair } from '../../har.ts';
import { CassetteError } from '../cassette.ts';
import type { HeaderList, RecordedRequest, Recording } from '../recording.ts';

/** What HAR has no place for, in the entry's field `_stuntdouble`. */
interface OwnFields {
  dialect: string;
  path: string;
  /** What the text of the request's body is; without it there was no body. */
  body?: 'json' | 'text';
  /** Milliseconds from the sending of the request, and bytes. */
  chunks: [at: number, bytes: number][];
  trailers?: HarPair[];
  broken?: string;
}

/** A remark on the entry, which HAR allows. */
interface CommentedEntry extends HarEntry {
  comment?: string;
}

/** Far deeper than any request that a service takes, and far from the end of the stack. */
const DEEPEST = 1000;

/**
 * The opposite of `fromEntry`. Bodies are text wherever they are UTF-8, so that changes can be read.
 *
 * @throws CassetteError for a request nested deeper than 1000 levels
 */
export function toEntry({ request, response, startedAt, polly, comment }: Recording): HarEntry {
  const body = bodyOf(request);
  const first = response.chunks[0]?.at ?? 0;
  const last = response.chunks.at(-1)?.at ?? 0;
  const own: OwnFields = {
    dialect: request.dialect,
    path: request.path,
    ...(body && { body: body.kind }),
    chunks: response.chunks.map(({ at, bytes }) => [at, bytes]),
    ...(response.trailers.length > 0 && { trailers: response.trailers.map(toPair) }),
    ...(response.broken !== undefined && { broken: response.broken }),
  };
  const entry: CommentedEntry = {
    _id: polly.id,
    _order: polly.order,
    startedDateTime: startedAt,
    time: last,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: request.headers.map(toPair),
      queryString: queryOf(request.url),
      ...(body && { postData: { mimeType: typeOf(request.headers), text: body.text } }),
      headersSize: -1,
      bodySize: body === undefined ? 0 : Buffer.byteLength(body.text),
    },
    response: {
      status: response.status,
      statusText: response.statusText,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: response.headers.map(toPair),
      content: { size: response.body.length, mimeType: typeOf(response.headers), ...textOf(response.body) },
      redirectURL: '',
      headersSize: -1,
      bodySize: response.body.length,
    },
    cache: {},
    timings: { send: 0, wait: first, receive: last - first },
    ...(comment !== undefined && { comment }),
    _stuntdouble: own,
  };
  return entry;
}

function bodyOf({ body, text, path }: RecordedRequest): { kind: 'json' | 'text'; text: string } | undefined {
  if (body === undefined) return text === undefined ? undefined : { kind: 'text', text };
  try {
    return { kind: 'json', text: canonical(body, DEEPEST) };
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    throw new CassetteError(
      `A request to ${path} is nested deeper than ${DEEPEST} levels, which no cassette can hold. Make it flatter.`,
    );
  }
}

/** A byte order mark stays, as `toString` keeps it. */
function textOf(body: Uint8Array): { text: string; encoding?: 'base64' } {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { text: bytes.toString('base64'), encoding: 'base64' };
}

function toPair([name, value]: HeaderList[number]): HarPair {
  return { name, value };
}

function typeOf(headers: HeaderList): string {
  return headers.find(([name]) => name === 'content-type')?.[1] ?? '';
}

function queryOf(url: string): HarPair[] {
  return URL.canParse(url) ? [...new URL(url).searchParams].map(toPair) : [];
}
