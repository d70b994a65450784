/** Which row of the table an address means. */
import { createRequire } from 'node:module';
import { ControlError } from './control-error.ts';
import type { Operation } from './operation.ts';

export interface Found {
  operation: Operation;
  params: Record<string, string>;
}

/** More than any address of the table has. */
const MAX_PATH = 300;

/**
 * The operation of a method and path. HEAD is GET without the body.
 *
 * @throws ControlError 404 for an unknown path, naming the nearest one; 405 for a wrong method, with `allow`
 */
export function findOperation(operations: readonly Operation[], method: string, path: string): Found {
  const fitting = allAt(operations, path);
  const wanted = method === 'HEAD' ? 'GET' : method;
  const found = fitting.find(({ operation }) => operation.method === wanted);
  if (found) return found;
  if (fitting.length === 0) throw unknownPath(operations, path);
  const allow = methodsOf(fitting);
  throw new ControlError(405, `${path} knows no ${method}.`, { hint: `Use ${allow}.`, headers: { allow } });
}

/**
 * What a path allows, as the header `allow` says it.
 *
 * @throws ControlError 404 for an unknown path
 */
export function allowedAt(operations: readonly Operation[], path: string): string {
  const fitting = allAt(operations, path);
  if (fitting.length === 0) throw unknownPath(operations, path);
  return methodsOf(fitting);
}

/** The rows of a path, the ones without parameters alone where there are some: `/stubs/unused` is no stub called "unused". */
function allAt(operations: readonly Operation[], path: string): Found[] {
  const segments = path.replace(/\/$/, '').split('/');
  const fitting = operations.flatMap((operation) => {
    const params = paramsOf(operation.path.split('/'), segments);
    return params ? [{ operation, params }] : [];
  });
  const literal = fitting.filter(({ params }) => Object.keys(params).length === 0);
  return literal.length > 0 ? literal : fitting;
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index]!;
    if (!part.startsWith(':')) {
      if (part !== segment) return undefined;
    } else {
      const value = decoded(segment);
      if (value === undefined || value === '') return undefined;
      params[part.slice(1)] = value;
    }
  }
  return params;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function methodsOf(found: readonly Found[]): string {
  const methods: string[] = found.map(({ operation }) => operation.method);
  return [...(methods.includes('GET') ? ['HEAD'] : []), ...methods, 'OPTIONS'].join(', ');
}

function unknownPath(operations: readonly Operation[], path: string): ControlError {
  const near = path.length > MAX_PATH ? undefined : nearestPath(operations, path);
  return new ControlError(404, `There is no ${path.slice(0, MAX_PATH)} in the control API.`, {
    hint: `${near ? `Did you mean ${near}? ` : ''}GET /_mock lists what there is.`,
  });
}

/** The nearest path, where a third of its letters or less are different. What stands for a parameter fits every parameter. */
function nearestPath(operations: readonly Operation[], path: string): string | undefined {
  const { distance } = createRequire(import.meta.url)('fastest-levenshtein') as typeof import('fastest-levenshtein');
  const segments = path.split('/');
  const far = operations.map((operation) => {
    const pattern = operation.path
      .split('/')
      .map((part, index) => (part[0] === ':' ? (segments[index] ?? part) : part));
    return { path: operation.path, steps: distance(path.toLowerCase(), pattern.join('/').toLowerCase()) };
  });
  const [nearest] = far.sort((one, other) => one.steps - other.steps);
  // `/_mock/` is common to all.
  return nearest && nearest.steps <= Math.max(2, (path.length - '/_mock/'.length) / 3) ? nearest.path : undefined;
}
