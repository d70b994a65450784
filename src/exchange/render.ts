/** An answer as a reply: status, headers and frames, as JSON or as a stream. */
import { refusedRouting } from '../backend/routing.ts';
import type { Dialect, Identity } from '../dialects/dialect.ts';
import { type ApiError, ERRORS, type Violation } from '../errors.ts';
import { createRandom } from '../random.ts';
import type { Reply } from '../reply.ts';
import type { Answered, Received, Target } from './exchange.ts';
import { MessageAnswer } from './message-answer.ts';
import { isPaced, paceTexts } from './pace.ts';
import type { Cast, Order } from './produce.ts';

const JSON_TYPE = 'application/json';
const STREAM_TYPE = 'text/event-stream; charset=utf-8';

/** A message in the form that was asked for. */
export function renderMessage(cast: Cast, ids: readonly string[], order: Order, openrouterDone: boolean): Answered {
  const { target, asked, plan } = order;
  const stream = asked.request.stream === true;
  const writing = { dialect: target.dialect, stream, plan, digest: asked.digest, openrouterDone };
  const answer = new MessageAnswer(cast, ids, writing);
  return { answer, reply: { status: 200, headers: headersOf(order, 200, stream), frames: answer.frames() } };
}

/** The headers of an answer to a messages request. */
export function headersOf({ target, plan, identity }: Order, status: number, stream: boolean): Record<string, string> {
  const headers = target.dialect.headers({ requestId: identity.request, status, deed: 'messages', stream });
  headers['content-type'] = stream ? STREAM_TYPE : JSON_TYPE;
  headers['x-mock-source'] = plan.source;
  return headers;
}

/** Events that were written down to the letter, as a stream. */
export function renderEvents(texts: readonly string[], order: Order): Reply {
  const { pace, seed } = order.plan;
  const random = () => createRandom(`${seed} pace ${order.asked.digest}`);
  const frames = isPaced(pace) ? paceTexts(texts, pace, random) : [{ wait: 0, bytes: texts.join('') }];
  return { status: 200, headers: headersOf(order, 200, true), frames };
}

/** Any other JSON reply: counts, model lists, probes. */
export function renderJson(value: unknown, { dialect, endpoint }: Target, identity: Identity): Reply {
  const headers = {
    ...dialect.headers({ requestId: identity.request, status: 200, deed: endpoint.deed, stream: false }),
    'content-type': JSON_TYPE,
  };
  return { status: 200, headers, frames: [{ wait: 0, bytes: JSON.stringify(value) }] };
}

/** A refusal in the dialect's envelope. Always JSON: errors before the first byte of a stream are. */
export function renderError(
  error: ApiError,
  received: Received,
  dialect: Dialect,
  identity: Identity,
  { begun, routing: state }: { begun: boolean; routing: Record<string, unknown> | undefined },
): Reply {
  const row = ERRORS[error.code];
  const deed = received.route?.endpoint.deed;
  const routing = state && refusedRouting(state, row.status);
  const requestId = identity.request;
  const body = dialect.errorBody({ error, row, requestId, begun, deed, routing });
  const { violations, mock, mockDetail, headers, status = row.status } = error.detail;
  return {
    status,
    headers: {
      ...dialect.headers({ requestId: identity.request, status, deed, stream: false }),
      'content-type': JSON_TYPE,
      // The mock's own errors must not be retried: trying again cannot mend them.
      ...(mock ? { 'x-should-retry': 'false', 'x-mock-source': 'mock' } : { 'x-mock-source': 'refusal' }),
      ...(violations?.length ? { 'x-mock-violations': violationsHeader(violations) } : {}),
      ...headers,
    },
    frames: [{ wait: 0, bytes: JSON.stringify(mockDetail ? { ...(body as object), mock: mockDetail } : body) }],
  };
}

/** Longest value of `x-mock-violations`: well under the 8 kB that clients and proxies allow for a header. */
const HEADER_LIMIT = 4000;

/** The violations as a JSON array that fits a header: ASCII only, and as many as there is room for. */
function violationsHeader(violations: readonly Violation[]): string {
  let text = '';
  for (const { path, code, expected, actual } of violations) {
    const entry = ascii(JSON.stringify({ path: path.join('.').slice(0, 200), code, expected, actual }));
    if (text.length + entry.length + 3 > HEADER_LIMIT) break;
    text += text === '' ? entry : `,${entry}`;
  }
  return `[${text}]`;
}

function ascii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
