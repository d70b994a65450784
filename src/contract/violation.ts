/** Turns what Ajv found wrong into Violations: plain paths, and the words in which the Anthropic service says the same. */
import type { Violation } from '../errors.ts';
import { describeValue, MAX_TEXT } from './describe-value.ts';
import { inDocumentOrder } from './document-order.ts';
import { pathOf, valueAt } from './pointer.ts';
import { type SchemaError, wording } from './wording.ts';

/** More than anybody reads; keeps a reply to a hostile body small. */
const MAX_VIOLATIONS = 100;

/**
 * The violations of `body`, in document order, without repetitions, at most 100.
 * @param errors As Ajv left them, in any order. `if` only says that a branch failed, whose own errors follow: it is dropped.
 * @example toViolations([{ instancePath: '', keyword: 'required', params: { missingProperty: 'model' } }], {})[0].words // 'Field required'
 */
export function toViolations(errors: readonly SchemaError[], body: unknown): Violation[] {
  const violations = new Map<string, Violation>();
  for (const error of errors) {
    if (error.keyword === 'if') continue;
    const violation = toViolation(error, body);
    // The later of two like findings stays: a schema that narrows another reports after it, and its limit is the one to name.
    violations.set(JSON.stringify([violation.path, violation.code]), violation);
  }
  return inDocumentOrder([...violations.values()], body).slice(0, MAX_VIOLATIONS);
}

function toViolation(error: SchemaError, body: unknown): Violation {
  const property = error.params['missingProperty'] ?? error.params['additionalProperty'];
  const parent = pathOf(error.instancePath, body);
  const path = typeof property === 'string' ? [...parent, property] : parent;
  const value = valueAt(body, path);
  const { code, words, expected } = wording(error, value);
  const actual = describeValue(error.keyword === 'discriminator' ? error.params['tagValue'] : value);
  return { path, code, expected: shorten(expected), actual, words };
}

function shorten(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}
