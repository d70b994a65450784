/** An error as its author names it, made a row of the table with everything that is sent. */

import { ERROR_MESSAGES } from '../../error-messages.ts';
import { errorNames, type FoundError, findError } from '../../error-names.ts';
import { ERRORS } from '../../errors.ts';
import type { ErrorGiven } from '../respond.ts';
import { StubError } from '../stub-error.ts';
import type { StubReply } from './reply.ts';

type ErrorReply = Extract<StubReply, { kind: 'error' }>;

/**
 * The reply of `respond.error`. A type together with a status is the type's row with that status; without either it is an internal
 * error.
 *
 * @throws StubError for a name or a status that no error has
 * @example compileError('overloaded_error') // { kind: 'error', code: 'overloaded', message: 'Overloaded', errorHeaders: {} }
 */
export function compileError(given: ErrorGiven): ErrorReply {
  const { type, status, message, headers, details } = typeof given === 'object' ? given : { type: given };
  const byStatus = status === undefined ? undefined : found(status, ['error', 'status']);
  const byType = type === undefined ? undefined : found(type, ['error']);
  const { code, status: named } = byType ?? byStatus ?? { code: 'internal' };
  const sent = status ?? named ?? ERRORS[code].status;
  return {
    kind: 'error',
    code,
    ...(sent === ERRORS[code].status ? {} : { status: sent }),
    message: message ?? ERROR_MESSAGES[code],
    errorHeaders: lowerCase(headers ?? {}),
    ...(details ? { details } : {}),
  };
}

function found(name: string | number, path: readonly string[]): FoundError {
  const error = findError(name);
  if (error) return error;
  const message = `There is no error ${JSON.stringify(name)}. Name a status from 400 to 599, or one of ${errorNames().join(', ')}.`;
  throw new StubError([{ path, message, severity: 'error' }], message);
}

/** Headers by names as they are compared; the last of several spellings counts. */
export function lowerCase<T>(headers: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
