/** An answer as a reply: status, headers and frames, as JSON or as a stream. */
import { refusedRouting } from '../backend/routing.ts';
import type { Dialect, Identity } from '../dialects/dialect.ts';
import { type ApiError, ERRORS, type Violation } from '../errors.ts';
import { chopBy } from '../message/chop.ts';
import { disassemble } from '../message/disassemble.ts';
import type { StreamEvent } from '../message/events.ts';
import type { Message } from '../message/message.ts';
import { encodeEvent } from '../message/sse.ts';
import { fill, stencilOf } from '../message/stencil.ts';
import { createRandom } from '../random.ts';
import type { Reply } from '../reply.ts';
import type { Received, Target } from './exchange.ts';
import { fillFrames, framesWithHoles } from './frames.ts';
import { isPaced, keptAlive, paceEvents, paceTexts, paceWhole } from './pace.ts';
import { type Cast, type Order, withIds } from './produce.ts';

const JSON_TYPE = 'application/json';
const STREAM_TYPE = 'text/event-stream; charset=utf-8';
const DONE = 'data: [DONE]\n\n';

/** A cast in the form that was asked for, with the ids of its exchange. Both forms come from the same message. */
export function renderMessage(cast: Cast, ids: readonly string[], order: Order, openrouterDone: boolean): Reply {
  const { target, asked, plan } = order;
  const { dialect } = target;
  const { pace } = plan;
  const stream = asked.request.stream === true;
  const headers = headersOf(order, 200, stream);
  const random = () => createRandom(`${plan.seed} pace ${asked.digest}`);
  const done = dialect.name === 'openrouter' && openrouterDone ? DONE : '';
  if (stream && isPaced(pace)) {
    const paced = () => {
      const events = eventsOf(cast.message, dialect, pace.chunk);
      const frames = [...paceEvents(events, pace, random), { wait: 0, bytes: done }];
      return framesWithHoles(dialect.keepAlive ? keptAlive(frames, dialect.keepAlive) : frames, cast.marks);
    };
    // A thousand streams of one request share their frames, but for the few that hold ids.
    return { status: 200, headers, frames: fillFrames(cast.kept.once('paced', paced), ids) };
  }
  const write = (message: Message): string =>
    stream ? eventsOf(message, dialect, pace.chunk).map(encodeEvent).join('') + done : JSON.stringify(message);
  const wait = stream ? 0 : paceWhole(cast.message.usage.output_tokens, pace, random);
  // What differs between exchanges are the ids alone, so a second exchange fills them into what is written once for all.
  const stencil =
    cast.uses++ === 0 ? undefined : cast.kept.once(stream, () => stencilOf(write(cast.message), cast.marks));
  const bytes = stencil ? fill(stencil, ids) : write(withIds(cast, ids));
  return { status: 200, headers, frames: [{ wait, bytes }] };
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

/** The events of a message, as the dialect sends them. */
function eventsOf(message: Message, dialect: Dialect, chunk: number): StreamEvent[] {
  return disassemble(message, chopBy(chunk)).map((event) => dialect.dressEvent?.(event) ?? event);
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
