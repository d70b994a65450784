/** The error that a recorded reply tells, as a reply with a status of its own would tell it. */
import { findError } from '../../error-names.ts';
import { ERRORS } from '../../errors.ts';
import type { Recording } from '../recording.ts';
import { eventsOf, isObject, type Json, tellsError } from './events-of.ts';
import { formOf } from './form-of.ts';
import { once } from './once.ts';
import { jsonOf, textOf } from './text-of.ts';

export interface RecordedError {
  status: number;
  /** The envelope; the text of a body that is no JSON. */
  body: unknown;
}

/**
 * The error of a reply: as it was for a status of 400 and above, which are the same for those who asked for a stream; and what an `error`
 * event, or an envelope under a status of success, tells, with the status that its type has.
 *
 * @returns undefined when it tells of none, even if it broke off
 * @example errorOf(overloadedInTheMiddle) // { status: 529, body: { type: 'error', error: { type: 'overloaded_error', … }, request_id } }
 */
export const errorOf = once((recording): RecordedError | undefined => {
  const { status } = recording.response;
  const stream = formOf(recording) === 'stream';
  const event = stream ? eventsOf(recording).find(tellsError) : undefined;
  if (status >= 400 && !event) return { status, body: jsonOf(recording) ?? textOf(recording) };
  const envelope = stream ? event && (event.value ?? worded(event.data)) : envelopeIn(jsonOf(recording));
  if (!envelope) return undefined;
  return { status: status >= 400 ? status : statusOf(envelope['error']), body: complete(envelope, recording) };
});

/** Words that came where an error was to be. */
function worded(message: string): Json {
  return { type: 'error', error: { type: 'api_error', message } };
}

/** OpenRouter's chat style has no `type` beside the error. */
function envelopeIn(value: unknown): Json | undefined {
  return isObject(value) && (value['type'] === 'error' || ('error' in value && !('type' in value))) ? value : undefined;
}

/** In a stream the envelope says neither what it is, in the chat style, nor which request it was: the headers had said that. */
function complete({ type: _, error, ...rest }: Json, { response }: Recording): Json {
  const id = response.headers.find(([name]) => ['request-id', 'x-generation-id'].includes(name.toLowerCase()))?.[1];
  return { type: 'error', error, ...(id === undefined ? {} : { request_id: id }), ...rest };
}

/** The status of an error: of the row that has both names, else of OpenRouter's, which says more, else of the type; 500 for a stranger. */
function statusOf(error: unknown): number {
  if (!isObject(error)) return ERRORS.internal.status;
  const { type, error_type: own, code } = error;
  const usual = typeof type === 'string' ? findError(type)?.code : undefined;
  const rows = Object.entries(ERRORS).filter(([, row]) => row.openrouterType === own);
  const both = rows.filter(([, row]) => row.type === type);
  const row = both.find(([name]) => name === usual) ?? both[0] ?? rows[0];
  if (row) return row[1].status;
  if (usual) return ERRORS[usual].status;
  return typeof code === 'number' && code >= 400 && code <= 599 ? Math.trunc(code) : ERRORS.internal.status;
}
