/** The engine behind templates: Liquid, with all its logic taken away. */
import { createRequire } from 'node:module';
import type { Liquid, Template } from 'liquidjs';
import { LRUCache } from 'lru-cache';
import { FILTERS, setFilters } from './template-filters.ts';
import { type TemplateScope, VALUES } from './template-scope.ts';

/** Characters of one template, and of what comes of it. */
const LONGEST = 1_000_000;
const LONGEST_RESULT = 10_000_000;

// Most mocks have no templates, and stubs are taken in without waiting: `require` waits, `import` would not.
const load = createRequire(import.meta.url);

let engine: Liquid | undefined;

function liquid(): Liquid {
  if (engine) return engine;
  const { Liquid } = load('liquidjs') as typeof import('liquidjs');
  engine = new Liquid({
    strictFilters: true,
    ownPropertyOnly: true,
    timezoneOffset: 0,
    locale: 'en-US',
    dateFormat: '%Y-%m-%dT%H:%M:%SZ',
    parseLimit: LONGEST,
    memoryLimit: LONGEST_RESULT,
    // With its time bounded, a slow machine would refuse what a fast one answers; without loops, size bounds it as well.
    outputEscape,
    // No file is ever read.
    templates: {},
  });
  for (const name of Object.keys(engine.tags)) delete engine.tags[name];
  setFilters(engine);
  return engine;
}

/** A value as text: objects and lists as JSON. */
function outputEscape(
  this: { context: { memoryLimit: { use(count: number): void } } } | undefined,
  value: unknown,
): string {
  const nothing = value === undefined || value === null;
  const text = nothing ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  this?.context.memoryLimit.use(text.length);
  return text;
}

const parsed = new LRUCache<string, Template[]>({ max: 1000 });

function parse(template: string): Template[] {
  let parts = parsed.get(template);
  if (!parts) {
    parts = liquid().parse(template);
    parsed.set(template, parts);
  }
  return parts;
}

/** Can this text be anything else than itself? */
function isTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

/**
 * What is wrong with a template; undefined when it can be used. One whose values are missing in a request is not wrong.
 *
 * @example checkTemplate('{% if a %}') // 'Templates have no tags ...'
 */
export function checkTemplate(text: string): string | undefined {
  if (!isTemplate(text)) return undefined;
  try {
    const unknown = liquid()
      .globalVariablesSync(parse(text))
      .find((name) => !VALUES.some((row) => row.name === name));
    if (unknown === undefined) return undefined;
    return `There is no value "${unknown}". Known: ${VALUES.map(({ name }) => name).join(', ')}.`;
  } catch (error) {
    return problemOf(error);
  }
}

/**
 * The text of a template in its scope. Values are never read as templates.
 *
 * @throws Error that says what is wrong with it
 */
export function renderTemplate(text: string, scope: TemplateScope): string {
  if (!isTemplate(text)) return text;
  try {
    return String(liquid().renderSync(parse(text), scope));
  } catch (error) {
    throw new Error(problemOf(error));
  }
}

/** In our words where Liquid's do not help. */
function problemOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const filter = /^undefined filter: ([^,]*)/.exec(message)?.[1];
  if (filter !== undefined)
    return `There is no filter "${filter}". Known: ${FILTERS.map(({ name }) => name).join(', ')}.`;
  if (/^tag /.test(message)) {
    return `Templates have no tags ({% ... %}), only values ({{ ... }}). To write the signs themselves: {{ "{%" }}.`;
  }
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}
