/** A call's query and body, held to what its operation takes. */
import { compileUserSchema } from '../contract/user-schema.ts';
import { didYouMean } from '../did-you-mean.ts';
import { Body } from '../exchange/body.ts';
import { ControlError } from './control-error.ts';
import type { Operation, Schema } from './operation.ts';

/**
 * The parsed body of a call; undefined where nothing was sent.
 *
 * @throws ControlError 400 that says what came, what was expected, and where
 */
export async function readBody({ body, method, path }: Operation, bytes: Buffer): Promise<unknown> {
  if (bytes.length === 0) {
    if (!body || body.optional) return undefined;
    throw new ControlError(400, `${method} ${path} needs a body, but nothing came.`, {
      hint: `Send JSON such as ${exampleOf(body.schema)}.`,
    });
  }
  const { parsed } = new Body(bytes);
  if ('error' in parsed) throw new ControlError(400, parsed.error.message, { hint: 'Send JSON in UTF-8.' });
  if (!body) return refuseBody(parsed.value, method, path);
  if (!body.ownCheck) await check(parsed.value, body.schema);
  return parsed.value;
}

/** @throws ControlError 400 that names the parameters there are */
export function readQuery({ query = {}, method, path }: Operation, given: Readonly<Record<string, unknown>>): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(query, name));
  if (unknown === undefined) return;
  const known = Object.keys(query);
  throw new ControlError(400, `${method} ${path} has no parameter ${JSON.stringify(unknown.slice(0, 60))}.`, {
    hint:
      known.length === 0
        ? 'It has none at all.'
        : `Known parameters: ${known.join(', ')}.${didYouMean(unknown, known)}`,
  });
}

/** Clients that always send JSON send an empty object where there is nothing to say. */
function refuseBody(value: unknown, method: string, path: string): undefined {
  if (value === null || (typeof value === 'object' && Object.keys(value).length === 0)) return undefined;
  throw new ControlError(400, `${method} ${path} takes no body.`, { hint: 'Leave it out.' });
}

async function check(value: unknown, schema: Schema): Promise<void> {
  const compiled = await compileUserSchema(schema);
  if (!compiled.ok) throw new Error(compiled.reason);
  const violations = compiled.violations(value);
  const [first] = violations;
  if (!first) return;
  const more = violations.length > 1 ? ` (and ${violations.length - 1} more)` : '';
  const isExtra = first.code === 'extra';
  const wrong = isExtra ? 'there is no such key' : `expected ${first.expected}, but got ${first.actual}`;
  const mend = isExtra ? keyMeant(first.path, schema) : '';
  throw new ControlError(400, `${placeOf(first.path)}: ${wrong}${more}.${mend}`, {
    hint: `Send JSON such as ${exampleOf(schema)}.`,
    problems: violations.map(({ path, expected, actual }) => ({ path, expected, actual })),
  });
}

/** Of the outermost keys, which are nearly all there are: the one that was meant, or all. */
function keyMeant(path: readonly (string | number)[], schema: Schema): string {
  if (path.length !== 1) return '';
  const known = Object.keys(schema['properties'] ?? {});
  return didYouMean(String(path[0]), known) || ` Known keys: ${known.join(', ')}.`;
}

function exampleOf(schema: Schema): string {
  return JSON.stringify((schema['examples'] as readonly unknown[])[0]);
}

/** A path for people. @example placeOf(['calls', 0, 'tool']) // 'calls[0].tool' */
export function placeOf(path: readonly (string | number)[]): string {
  if (path.length === 0) return 'The body';
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${step.slice(0, 100)}`))
    .join('');
}
