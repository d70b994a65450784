/** What is wrong with conditions that have the right structure. */
import { createRequire } from 'node:module';
import { compileUserSchemaNow } from '../../contract/user-schema.ts';
import { boundedRegExp } from '../conditions/bounded-regexp.ts';
import type { CountMatch, TextMatch, When } from '../stub.ts';
import { headerNameProblem } from './check-headers.ts';
import type { Findings, Path } from './findings.ts';
import { SHAPES } from './shapes.ts';

const require = createRequire(import.meta.url);

/** Adds what is wrong; `path` is where the conditions stand. */
export function checkWhen(when: When, path: Path, findings: Findings): void {
  const { message, toolResult, header = {}, metadata = {}, jsonPath = {}, schema, not } = when;
  for (const key of ['text', 'system', 'sessionId', 'user'] as const) {
    checkText(when[key], [...path, key], findings);
  }
  for (const [index, one] of [message ?? []].flat().entries()) {
    checkText(one.text, [...path, 'message', ...(Array.isArray(message) ? [index] : []), 'text'], findings);
  }
  if (typeof toolResult === 'object') checkText(toolResult.text, [...path, 'toolResult', 'text'], findings);
  for (const [name, text] of Object.entries(header)) {
    const problem = headerNameProblem(name);
    if (problem !== undefined) findings.error([...path, 'header', name], problem);
    checkText(text, [...path, 'header', name], findings);
  }
  for (const [name, text] of Object.entries(metadata)) checkText(text, [...path, 'metadata', name], findings);
  for (const [query, value] of Object.entries(jsonPath))
    checkPath(query, value, [...path, 'jsonPath', query], findings);
  if (schema !== undefined) checkSchema(schema, [...path, 'schema'], findings);
  checkBounds(when.turn, [...path, 'turn'], findings);
  checkBounds(when.nth, [...path, 'nth'], findings);
  if (when.probability === 0) {
    findings.warning(
      [...path, 'probability'],
      'with 0 the stub never answers. Give a share above 0, or take the key away.',
    );
  }
  for (const key of ['all', 'any'] as const) {
    for (const [index, inner] of (when[key] ?? []).entries()) checkWhen(inner, [...path, key, index], findings);
  }
  if (not === undefined) return;
  if (Object.keys(not).length === 0) {
    findings.warning([...path, 'not'], 'nothing is not everything: the stub never answers. Put a condition under not.');
  }
  checkWhen(not, [...path, 'not'], findings);
}

function checkText(match: TextMatch | boolean | undefined, path: Path, findings: Findings): void {
  if (typeof match !== 'object' || match.matches === undefined) return;
  try {
    boundedRegExp(match.matches);
  } catch (error) {
    findings.error([...path, 'matches'], `this is no regular expression: ${plain(error)}. Mend it, or use contains.`);
  }
}

function checkPath(query: string, value: unknown, path: Path, findings: Findings): void {
  // Loaded only for those who use it.
  const { compile } = require('json-p3') as typeof import('json-p3');
  try {
    compile(query);
  } catch (error) {
    findings.error(path, `this is no JSONPath of RFC 9535: ${plain(error)}. Write it like $.messages[0].role.`);
  }
  if (typeof value === 'object' && value !== null && isTextMatch(value)) checkText(value, path, findings);
}

/** The same test as of the condition: an object with nothing but keys of a text match is one. */
function isTextMatch(value: object): value is Exclude<TextMatch, string> {
  const keys = Object.keys(value);
  const matches = (value as Record<string, unknown>)['matches'];
  return keys.length > 0 && keys.every((key) => Object.hasOwn(SHAPES.text, key)) && typeof matches === 'string';
}

function checkSchema(schema: Record<string, unknown>, path: Path, findings: Findings): void {
  const compiled = compileUserSchemaNow(schema);
  if (!compiled.ok) {
    findings.error(
      path,
      `this JSON Schema cannot be used: ${schemaReason(compiled.reason)}. Mend it, or use jsonPath.`,
    );
  }
}

/** Ajv names places without saying what is wrong there, as its messages are not loaded. */
function schemaReason(reason: string): string {
  const places = [...reason.matchAll(/data(\/\S*) undefined/g)].map(([, place]) => place);
  return places.length > 0 ? `it is wrong at ${[...new Set(places)].join(', ')}` : reason.replace(/\.$/, '');
}

function checkBounds(count: CountMatch | undefined, path: Path, findings: Findings): void {
  if (typeof count !== 'object') return;
  const { min, max } = count;
  if (min === undefined || max === undefined || min <= max) return;
  findings.error(
    path,
    `no number is at least ${min} and at most ${max}. Expected min to be no more than max; swap them.`,
  );
}

function plain(error: unknown): string {
  return String((error as Error).message)
    .replace(/^Invalid regular expression: /, '')
    .replace(/\.$/, '')
    .slice(0, 200);
}
