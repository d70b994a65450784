/** By which names and statuses an author may call an error of the services. */
import { ERRORS, type ErrorCode } from './errors.ts';

/** An error that was found by its name: the row, and the status where it is not the row's own. */
export interface FoundError {
  code: ErrorCode;
  status?: number;
}

/** Anthropic types that several rows have, and the row whose status the service gives them (messages-api section 4.2). */
const USUAL: ReadonlyMap<string, ErrorCode> = new Map([
  ['overloaded_error', 'overloaded'],
  ['timeout_error', 'timeout'],
]);

const ROWS = Object.entries(ERRORS) as [ErrorCode, (typeof ERRORS)[ErrorCode]][];

/**
 * The error of a name: a code of the table, an Anthropic `error.type`, an OpenRouter `error_type`, or a status from 400 to 599 as
 * number or text. A status without a row keeps its number and takes the general row of its class. Undefined: there is no such error.
 *
 * @example
 * findError('overloaded_error') // { code: 'overloaded' }
 * findError(418) // { code: 'invalid_request', status: 418 }
 */
export function findError(name: string | number): FoundError | undefined {
  if (typeof name === 'number') return byStatus(name);
  if (/^\d{3}$/.test(name)) return byStatus(Number(name));
  const code =
    (Object.hasOwn(ERRORS, name) ? (name as ErrorCode) : undefined) ??
    USUAL.get(name) ??
    ROWS.find(([, row]) => row.type === name || row.openrouterType === name)?.[0];
  return code && { code };
}

function byStatus(status: number): FoundError | undefined {
  if (!Number.isInteger(status) || status < 400 || status > 599) return undefined;
  const row = ROWS.find(([, { status: own }]) => own === status);
  return row ? { code: row[0] } : { code: status < 500 ? 'invalid_request' : 'internal', status };
}

/** Every name that `findError` knows, statuses aside, without repetition: codes, then the services' own types. */
export function errorNames(): string[] {
  return [
    ...new Set([
      ...ROWS.map(([code]) => code),
      ...ROWS.map(([, { type }]) => type),
      ...ROWS.map(([, { openrouterType }]) => openrouterType),
    ]),
  ];
}
