/** The journal as an HTTP archive (HAR 1.2), which browsers' developer tools and many others open. */
import { STATUS_CODES } from 'node:http';
import type { Har, HarEntry, HarPair } from '../har.ts';
import type { JournalFilter } from './filter.ts';
import type { Journal } from './journal.ts';
import type { View } from './view.ts';

/**
 * The entries that fit, as an archive. Secrets and long base64 are as absent as they are from the journal.
 *
 * @param version the mock's own, for the archive's `creator`
 * @throws FilterError
 */
export function toHar(journal: Journal, version: string, filter?: JournalFilter): Har {
  return {
    log: {
      version: '1.2',
      creator: { name: 'stuntdouble', version },
      entries: journal.views(filter).map((view) => entry(view, journal.session)),
    },
  };
}

function entry(view: View, session: string): HarEntry {
  const { noted } = view;
  const { plan, outcome } = noted;
  // What the pauses of the reply took after its first byte; the rest was spent before that.
  const receive = Math.min(view.milliseconds, view.events()?.at(-1)?.due ?? 0);
  const wait = view.milliseconds - receive;
  return {
    startedDateTime: new Date(noted.at).toISOString(),
    time: wait + receive,
    request: request(view),
    response: response(view),
    cache: {},
    timings: { send: 0, wait, receive },
    _id: view.id,
    _session: session,
    _dialect: noted.dialect,
    _dialectBecause: noted.because,
    _endpoint: noted.deed,
    _model: view.model,
    _source: view.source,
    _stub: plan?.stub ? { id: plan.stub.id, name: plan.stub.name } : null,
    _outcome: outcome.ended,
    _violations: noted.violations,
    _usage: view.usage ?? null,
    _cost: view.cost,
  };
}

function request(view: View): HarEntry['request'] {
  const { noted } = view;
  const headers = view.headers();
  const query = queryPairs(noted.query);
  const search = query.map(({ name, value }) => `${part(name)}=${part(value)}`).join('&');
  const { value, raw } = view.body();
  const text = raw ?? (value === null ? '' : JSON.stringify(value));
  return {
    method: noted.method,
    url: `http://${headers['host'] ?? 'localhost'}${noted.path}${search === '' ? '' : `?${search}`}`,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(headers),
    queryString: query,
    ...(noted.body.size > 0 ? { postData: { mimeType: headers['content-type'] ?? 'application/json', text } } : {}),
    headersSize: -1,
    bodySize: noted.body.size,
    ...(noted.body.omitted === null ? {} : { comment: noted.body.omitted }),
  };
}

function response(view: View): HarEntry['response'] {
  const { noted } = view;
  const headers = view.replyHeaders();
  const text = view.replyText();
  return {
    status: noted.status,
    statusText: STATUS_CODES[noted.status] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(headers),
    content: { size: Buffer.byteLength(text), mimeType: headers['content-type'] ?? 'application/octet-stream', text },
    redirectURL: headers['location'] ?? '',
    headersSize: -1,
    bodySize: noted.outcome.bytes,
    ...(noted.framesOmitted === null ? {} : { comment: noted.framesOmitted }),
  };
}

function pairs(headers: Readonly<Record<string, string>>): HarPair[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function queryPairs(query: Readonly<Record<string, unknown>>): HarPair[] {
  return Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: String(one) })));
}

/** A part of an address. A lone surrogate has no place there. */
function part(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
