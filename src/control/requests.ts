/** Operations on the requests that came: the journal. */
import { FILTERS, type FilterName, type JournalFilter } from '../journal/filter.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import { parseFilter } from '../journal/parse-filter.ts';
import { toHar } from '../journal/to-har.ts';
import { toJsonLines } from '../journal/to-json-lines.ts';
import type { Session } from '../sessions/session.ts';
import { ControlError } from './control-error.ts';
import { LiveFeed } from './live-feed.ts';
import { type Call, type Operation, ok, type Result, type Theme, type World } from './operation.ts';

type Query = NonNullable<Operation['query']>;

/** The filters of the journal's own table. */
const FILTER_QUERY: Query = Object.fromEntries(
  Object.entries(FILTERS).map(([name, { describe, expected }]) => [
    name,
    { describe: `${describe} Takes ${expected}.`, schema: { type: 'string' } },
  ]),
);

/** These choose among entries that are there already. */
const WINDOW: readonly string[] = ['order', 'offset', 'limit'] satisfies FilterName[];

const LIVE_QUERY: Query = Object.fromEntries(Object.entries(FILTER_QUERY).filter(([name]) => !WINDOW.includes(name)));

const FORMATS = ['har', 'jsonl'];

export const REQUESTS: Theme = {
  name: 'requests',
  summary: 'What the mock was asked, and what it answered.',
  operations: [
    {
      method: 'GET',
      path: '/_mock/requests',
      name: 'listRequests',
      summary: 'The exchanges that fit every filter, oldest first. `total` counts all that fit, `limit` or not.',
      query: FILTER_QUERY,
      responses: {
        200: '`{ requests, total, dropped }`; dropped: no longer held',
        400: 'There is no such filter, or it takes no such value.',
      },
      handle({ query }, { session: { journal } }) {
        const filter = parseFilter(query);
        return ok({ requests: journal.list(filter), total: journal.count(filter), dropped: journal.dropped });
      },
    },
    {
      method: 'DELETE',
      path: '/_mock/requests',
      name: 'clearRequests',
      summary: 'Forgets all exchanges, and the totals.',
      responses: { 200: '`{ removed }`: how many' },
      handle(_call, { session: { journal } }) {
        const removed = journal.size;
        journal.clear();
        return ok({ removed });
      },
    },
    {
      method: 'GET',
      path: '/_mock/requests/live',
      name: 'followRequests',
      summary: 'Exchanges as they end, as an event stream: `event: request`, `data: <the exchange>`.',
      query: LIVE_QUERY,
      responses: { 200: 'An event stream that never ends' },
      handle: ({ query }, { session }) => ({
        status: 200,
        type: 'text/event-stream',
        text: new LiveFeed(session, wantedBy(session, parseFilter(query))),
      }),
    },
    {
      method: 'GET',
      path: '/_mock/requests/export',
      name: 'exportRequests',
      summary: 'The exchanges that fit, as an HTTP archive or as JSON lines.',
      query: { format: { describe: 'How they are written.', schema: { enum: FORMATS } }, ...FILTER_QUERY },
      responses: { 200: 'HAR 1.2 (`format=har`), or one exchange per line (`format=jsonl`)' },
      handle: exported,
    },
    {
      method: 'GET',
      path: '/_mock/requests/:id',
      name: 'getRequest',
      summary: 'One exchange.',
      responses: { 200: 'The exchange', 404: 'There is none of this id, or it is no longer held.' },
      handle({ params }, { session }) {
        const entry = session.journal.get(params['id']!);
        if (entry) return ok(entry);
        throw new ControlError(
          404,
          `There is no request ${JSON.stringify(params['id']!.slice(0, 60))} in session ${session.id}.`,
          {
            hint: 'GET /_mock/requests lists those that are held; the oldest make room for new ones (--journal).',
          },
        );
      },
    },
    {
      method: 'GET',
      path: '/_mock/totals',
      name: 'getTotals',
      summary: 'Requests, tokens and cost in all, those of exchanges no longer held included.',
      responses: {
        200: '`{ requests, refused, inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, cost, byModel }`',
      },
      handle: (_call, { session }) => ok(session.totals()),
    },
  ],
};

function exported({ query: { format, ...query } }: Call, { session, version }: World): Result {
  if (typeof format !== 'string' || !FORMATS.includes(format)) {
    const came = format === undefined ? 'nothing' : JSON.stringify(format).slice(0, 80);
    throw new ControlError(400, `format: expected har or jsonl, but got ${came}.`, { hint: 'Add ?format=har.' });
  }
  const filter = parseFilter(query);
  if (format === 'har') return ok(toHar(session.journal, version, filter));
  return { status: 200, type: 'application/x-ndjson', text: toJsonLines(session.journal.list(filter)) };
}

/** An entry is held against filters where it lies in the journal, which has it by the time that it is told. */
function wantedBy({ journal }: Session, filter: JournalFilter): (entry: JournalEntry) => boolean {
  if (Object.keys(filter).length === 0) return () => true;
  return ({ id }) => (filter.id ?? id) === id && journal.count({ ...filter, id }) > 0;
}
