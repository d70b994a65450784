/** An exchange as other programs recorded it, made a recording of ours. */
import type { DialectName } from '../../contract/validator.ts';
import { keptHeaders } from '../kept-headers.ts';
import { decompressed } from '../record/decompressed.ts';
import { NotKept } from '../record/not-kept.ts';
import { pollyId } from '../record/polly-id.ts';
import { toRecording } from '../record/to-recording.ts';
import type { HeaderList, Recording } from '../recording.ts';

export interface ForeignExchange {
  method: string;
  url: string;
  requestHeaders: HeaderList;
  /** Text of its body; empty when there was none. */
  requestBody: string;
  status: number;
  statusText: string;
  headers: HeaderList;
  /** Compressed where `codings` says so. */
  body: Uint8Array;
  /** As `content-encoding` has it; empty for a body that is plain. */
  codings: string;
  /** Milliseconds since the Unix epoch; NaN when nobody knows. */
  startedAt: number;
  /** Milliseconds from the request to the end of the reply. */
  took: number;
}

export interface TakeOptions {
  /** That of services on other hosts than their own. */
  dialect: DialectName | undefined;
  /** For exchanges that do not tell their time: milliseconds since the Unix epoch. */
  now: number;
}

const HOSTS: Readonly<Record<string, DialectName>> = {
  'api.anthropic.com': 'anthropic',
  'openrouter.ai': 'openrouter',
  'api.llmrouter.app': 'llm-router',
};
/** Behind any prefix of a gateway. */
const MESSAGES = /\/messages(\/count_tokens)?\/?$/;
/** Bytes: as much as a reply may have that is recorded. */
const LONGEST = 64 * 2 ** 20;

/** The recording, in one chunk; or why there is none, for people. Headers are those on the list; user names in the URL are gone. */
export async function takeExchange(
  exchange: ForeignExchange,
  { dialect: asked, now }: TakeOptions,
): Promise<Recording | { reason: string }> {
  const { method, status, requestHeaders, requestBody, headers, codings, took } = exchange;
  if (!URL.canParse(exchange.url)) return { reason: `its URL is none: ${JSON.stringify(exchange.url.slice(0, 80))}` };
  const url = new URL(exchange.url);
  url.username = '';
  url.password = '';
  url.hash = '';
  if (!MESSAGES.test(url.pathname) || method !== 'POST')
    return { reason: `${method} ${url.pathname} is no call of a Messages API` };
  const dialect = asked ?? (Object.hasOwn(HOSTS, url.hostname) ? HOSTS[url.hostname] : undefined);
  if (!dialect) return { reason: `${url.hostname} is none of the services: say with --dialect what it speaks` };
  if (!Number.isInteger(status) || status < 100 || status > 599) return { reason: 'it has no reply' };
  const at = Math.max(0, Math.round(took)) || 0;
  try {
    const pieces = await decompressed([{ at, bytes: exchange.body }], codings, { whole: true, most: LONGEST });
    const body = Buffer.from(requestBody);
    const path = url.pathname + url.search;
    const recording = toRecording({
      call: { dialect, method, url: url.href, path, headers: requestHeaders, body },
      startedAt: exchange.startedAt >= 0 && exchange.startedAt <= LATEST ? exchange.startedAt : now,
      reply: { status, statusText: exchange.statusText, headers: keptHeaders(headers, 'response') },
      pieces: [{ at, bytes: Buffer.concat(pieces.map(({ bytes }) => bytes)) }],
      trailers: [],
      broken: undefined,
    });
    const { request, response } = recording;
    if (request.body === undefined) return { reason: 'its request is no JSON' };
    if (response.body.length === 0 && status < 400) {
      return { reason: 'the text of its reply is missing, which browsers often leave out for streams' };
    }
    // So that a stock Polly finds it, whatever key the client sends.
    return { ...recording, polly: { id: pollyId({ method, url: inOrder(url), body: requestBody }), order: 0 } };
  } catch (error) {
    if (error instanceof NotKept) return { reason: error.message };
    throw error;
  }
}

/** The latest time that a Date can tell. */
const LATEST = 8.64e15;

/** As Polly writes a URL. */
function inOrder(url: URL): string {
  const sorted = new URL(url);
  sorted.searchParams.sort();
  return sorted.href;
}
