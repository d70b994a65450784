/** Filters read and put to use: every name and value is held to the table. */
import { didYouMean } from '../did-you-mean.ts';
import { FILTER_NAMES, FILTERS, type FilterName, type JournalFilter } from './filter.ts';
import type { Difference } from './verification.ts';
import type { View } from './view.ts';

/** A filter that does not exist, or a value that it cannot have. */
export class FilterError extends Error {
  override name = 'FilterError';
}

/**
 * The filter of a query, or of any object from outside. Parameters that are undefined are not given.
 *
 * @throws FilterError that names the unknown parameter and the known ones, or the bad value and what was expected
 * @example parseFilter({ model: 'claude-*', status: '4xx', limit: '10' })
 */
export function parseFilter(query: Readonly<Record<string, unknown>>): JournalFilter {
  compileFilter(query);
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const filter = Object.fromEntries(given.map(([name, value]) => [name, typed(name as FilterName, String(value))]));
  return filter as JournalFilter;
}

/** A filter ready for use. */
export interface CompiledFilter {
  fits(view: View): boolean;
  /** Every condition that does not hold, in words. */
  failures(view: View): Difference[];
  /** Those of the fitting entries, oldest first, that are to be shown. */
  choose<T>(fitting: readonly T[]): readonly T[];
}

/** @throws FilterError */
export function compileFilter(filter: Readonly<Record<string, unknown>> | JournalFilter = {}): CompiledFilter {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) check(name, value);
  const written = new Map(given.map(([name, value]) => [name, String(value)]));
  const tests = FILTER_NAMES.flatMap((name) => {
    const value = written.get(name);
    return value === undefined ? [] : [{ name, value, ...FILTERS[name].compile(value)! }];
  });
  const offset = Number(written.get('offset') ?? 0);
  const end = written.has('limit') ? offset + Number(written.get('limit')) : undefined;
  return {
    fits: (view) => tests.every(({ fits }) => fits(view)),
    failures: (view) =>
      tests
        .filter(({ fits }) => !fits(view))
        .map(({ name, value, actual }) => ({ condition: `filter.${name}`, expected: value, actual: actual(view) })),
    choose: (fitting) => (written.get('order') === 'newest' ? fitting.toReversed() : fitting).slice(offset, end),
  };
}

function check(name: string, value: unknown): void {
  if (!Object.hasOwn(FILTERS, name)) {
    const hint = didYouMean(name, FILTER_NAMES);
    throw new FilterError(`There is no filter "${cut(name)}".${hint} Known filters: ${FILTER_NAMES.join(', ')}.`);
  }
  const { compile, expected } = FILTERS[name as FilterName];
  if (typeof value === 'object') {
    const came = Array.isArray(value) ? 'several values' : value === null ? 'null' : 'an object';
    throw new FilterError(`${name}: expected ${expected}, but got ${came}.`);
  }
  if (compile(String(value)) === undefined) {
    throw new FilterError(`${name}: expected ${expected}, but got "${cut(String(value))}".`);
  }
}

function typed(name: FilterName, written: string): unknown {
  if (name === 'stream' || name === 'matched') return written === 'true' || written === '1';
  if (name === 'limit' || name === 'offset') return Number(written);
  return written;
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
