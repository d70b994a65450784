/** What a template may do with a value: THE list of filters. Those that are not written here are Liquid's own. */
import type { Context, FilterImplOptions, Liquid } from 'liquidjs';
import { FAKE, type TemplateScope } from './template-scope.ts';

export const FILTERS = [
  { name: 'default', explain: 'what stands for a value that is missing, empty or false' },
  { name: 'date', explain: 'a moment by the letters of strftime, in UTC: an ISO 8601 text, `"now"`, or Unix seconds' },
  { name: 'json', explain: 'the value as JSON; a text comes with its quotes, and everything in it escaped' },
  { name: 'faker', explain: 'a value of Faker by its name, `module.method`; every one in a template is another' },
  { name: 'upcase', explain: 'in capitals' },
  { name: 'downcase', explain: 'in small letters' },
  { name: 'strip', explain: 'without white space around it' },
] as const satisfies readonly { name: string; explain: string }[];

/** `this` of a filter. */
interface Call {
  context: Context;
}

/** Puts the filters of the list, and no others, into an engine. */
export function setFilters(liquid: Liquid): void {
  const known = new Set<string>(FILTERS.map(({ name }) => name));
  for (const name of Object.keys(liquid.filters)) if (!known.has(name)) delete liquid.filters[name];
  const format = liquid.filters['date'] as (this: Call, moment: string, format: unknown) => unknown;
  const own: Record<string, FilterImplOptions> = {
    json: (value: unknown) => JSON.stringify(value ?? null),
    date(this: Call, value: unknown, written: unknown) {
      const moment = momentOf(value, scopeOf(this).now);
      return moment === undefined ? value : format.call(this, moment, written);
    },
    faker(this: Call, path: unknown) {
      const made = scopeOf(this)[FAKE](String(path));
      if (made === undefined)
        throw new Error(`Faker has no value "${String(path).slice(0, 60)}" that needs no arguments`);
      return made;
    },
  };
  for (const [name, filter] of Object.entries(own)) liquid.registerFilter(name, filter);
}

function scopeOf({ context }: Call): TemplateScope {
  return context.environments as TemplateScope;
}

/** A moment as ISO 8601; undefined for what tells none. Liquid itself would ask the machine for the time and for its zone. */
function momentOf(value: unknown, now: string): string | undefined {
  if (value === 'now' || value === 'today') return now;
  const seconds = typeof value === 'number' || (typeof value === 'string' && /^\d{1,12}$/.test(value));
  const written = String(value).replace(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)$/, '$1T$2Z');
  if (!seconds && !/^\d{4}-\d\d-\d\d(?:$|T.*(?:Z|[+-]\d\d:?\d\d)$)/.test(written)) return undefined;
  const date = new Date(seconds ? Number(value) * 1000 : written);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
