/** THE table of filters: what can be asked of a journal, in code and as query parameters. */
import type { DialectName } from '../contract/validator.ts';
import type { Deed } from '../dialects/dialect.ts';
import type { Outcome } from '../exchange/exchange.ts';
import { quoteValue } from '../stubs/conditions/finding.ts';
import { fitsGlob } from '../stubs/conditions/glob.ts';
import { count, glob, oneOf, status, text, time, type Values, yesOrNo } from './filter-values.ts';
import type { View } from './view.ts';

/** Which entries are wanted: those that fit every key. */
export interface JournalFilter {
  id?: string;
  after?: string;
  since?: string;
  until?: string;
  method?: string;
  path?: string;
  dialect?: DialectName;
  endpoint?: Deed;
  model?: string;
  stream?: boolean;
  text?: string;
  status?: number | string;
  source?: string;
  stub?: string;
  matched?: boolean;
  tool?: string;
  stopReason?: string;
  outcome?: Outcome['ended'];
  order?: 'oldest' | 'newest';
  offset?: number;
  limit?: number;
}

/** A value of a filter, ready to be held against entries. */
interface Test {
  fits(view: View): boolean;
  /** What the entry has there, for people. */
  actual(view: View): string;
}

export interface FilterRow {
  describe: string;
  expected: string;
  /** The test of a value as it is written; undefined for a value that cannot be. */
  compile(written: string): Test | undefined;
}

/** A row: a fact of the entry, and whether a value fits it. */
function row<T, F>(
  describe: string,
  values: Values<T>,
  fact: (view: View) => F,
  test: (value: T, fact: F) => boolean = (value, fact) => Object.is(value, fact),
): FilterRow {
  return {
    describe,
    expected: values.expected,
    compile(written) {
      const value = values.read(written);
      if (value === undefined) return undefined;
      return { fits: (view) => test(value, fact(view)), actual: (view) => quoteValue(fact(view)) };
    },
  };
}

/** A row that chooses among the entries that fit, rather than which fit. */
function window<T>(describe: string, values: Values<T>): FilterRow {
  return row(
    describe,
    values,
    () => undefined,
    () => true,
  );
}

const fitsName = (pattern: string, name: string | null): boolean => name !== null && fitsGlob(pattern, name);

// What costs nothing to find out comes first: rows are tried in this order.
export const FILTERS = {
  id: row('The entry of this id.', text, ({ id }) => id),
  after: row(
    'Noted after the entry of this id.',
    count,
    ({ noted }) => noted.number,
    (id, number) => number > id,
  ),
  since: row('Arrived at this time or later.', time, arrival, (at, arrived) => Date.parse(arrived) >= at),
  until: row('Arrived at this time or earlier.', time, arrival, (at, arrived) => Date.parse(arrived) <= at),
  method: row(
    'HTTP method, in any case.',
    text,
    ({ noted }) => noted.method,
    (is, method) => is.toUpperCase() === method,
  ),
  path: row('Path without the query.', glob, ({ noted }) => noted.path, fitsName),
  dialect: row('Who was spoken to.', oneOf('anthropic', 'openrouter', 'llm-router'), ({ noted }) => noted.dialect),
  endpoint: row(
    'What the endpoint does.',
    oneOf('messages', 'count_tokens', 'list_models', 'show_model', 'hello', 'swallow'),
    ({ noted }) => noted.deed,
  ),
  status: row(
    'Status of the reply.',
    status,
    ({ noted }) => noted.status,
    (fits, status) => fits(status),
  ),
  stream: row('Was a stream asked for?', yesOrNo, ({ noted }) => noted.stream),
  outcome: row('How the reply left.', oneOf('completed', 'client left', 'fault'), ({ noted }) => noted.outcome.ended),
  stub: row(
    'Answered by the stub of this id or name.',
    text,
    stubOf,
    (is, stub) => is === stub?.id || is === stub?.name,
  ),
  matched: row('Did a stub answer?', yesOrNo, (view) => stubOf(view) !== null),
  source: row(
    'Where the answer came from: stub, cassette, upstream, synthetic, refusal or mock.',
    text,
    ({ source }) => source,
  ),
  model: row('The model that was asked for.', glob, ({ model }) => model, fitsName),
  stopReason: row('Stop reason of the reply.', text, (view) => view.message()?.stop_reason ?? null),
  tool: row(
    'The reply calls this tool.',
    glob,
    ({ calls }) => calls.map(({ name }) => name),
    (tool, names) => names.some((name) => fitsGlob(tool, name)),
  ),
  text: row(
    'The last user text contains this.',
    text,
    ({ lastUserText }) => lastUserText,
    (part, said) => said.includes(part),
  ),
  order: window('Oldest first (the default), or newest first.', oneOf('oldest', 'newest')),
  offset: window('How many of those that fit are passed over.', count),
  limit: window('How many are shown at most.', count),
} as const satisfies Record<keyof JournalFilter, FilterRow>;

function arrival({ noted }: View): string {
  return new Date(noted.at).toISOString();
}

function stubOf({ noted }: View): { id: string; name: string } | null {
  const stub = noted.plan?.stub;
  return stub ? { id: stub.id, name: stub.name } : null;
}

export type FilterName = keyof typeof FILTERS;

export const FILTER_NAMES = Object.keys(FILTERS) as FilterName[];
