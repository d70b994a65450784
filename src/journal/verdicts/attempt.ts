/** One request as a try of a client's call: when it came, what it was told, and how that ended. */
import type { View } from '../view.ts';
import { type ReceivedReply, receivedOf } from './received.ts';
import type { Evidence } from './verdict.ts';

export interface Attempt {
  id: string;
  view: View;
  /** Arrival and end of the reply in milliseconds, by the session's clock; only differences mean anything. */
  started: number;
  ended: number;
  status: number;
  /** Did the whole of an answer leave, which is no refusal? Undefined where the journal cannot tell. */
  succeeded: boolean | undefined;
  /** How long the client was asked to wait, in milliseconds. Undefined for a date: whether it is over is up to the client's own clock. */
  told: number | undefined;
  /** May the same be tried again? Undefined where neither status nor header says. */
  retryable: boolean | undefined;
  /** How often the client says that it has tried this before: 0 the first time. Of a client that counts only. */
  count: number | undefined;
  /** How long the client says that it waits for a reply, or for more of one, in milliseconds. Of the SDKs only. */
  patience: number | undefined;
  /** What came of a reply; undefined where that is not known, or the client left before its end. */
  received: ReceivedReply | undefined;
}

/** An attempt, from what is remembered. */
export function attemptOf(view: View): Attempt {
  const { noted } = view;
  const { ended, milliseconds } = noted.outcome;
  const headers = view.replyHeaders();
  const sent = view.headers();
  const refused = noted.status >= 400 && ended !== 'fault';
  const received = refused || ended === 'client left' ? undefined : receivedOf(view);
  return {
    id: view.id,
    view,
    started: noted.started,
    ended: noted.started + milliseconds,
    status: noted.status,
    succeeded: refused || ended !== 'completed' ? false : received && received.cut === undefined,
    told: refused ? waitOf(headers) : undefined,
    retryable: refused ? retryableOf(noted.status, headers['x-should-retry']) : undefined,
    count: numberOf(sent['x-stainless-retry-count']),
    patience: seconds(sent['x-stainless-read-timeout'] ?? sent['x-stainless-timeout']),
    received,
  };
}

/** `retry-after-ms` goes before `retry-after`, as in the SDKs. */
function waitOf(headers: Readonly<Record<string, string>>): number | undefined {
  const exact = numberOf(headers['retry-after-ms']);
  if (exact !== undefined) return exact;
  return seconds(headers['retry-after']);
}

/** In milliseconds. */
function seconds(text: string | undefined): number | undefined {
  const number = numberOf(text);
  return number === undefined ? undefined : number * 1000;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** The rules of Anthropic's SDKs, whose header overrides the status. */
function retryableOf(status: number, header: string | undefined): boolean {
  if (header === 'true' || header === 'false') return header === 'true';
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

/** An attempt as evidence. */
export function shows({ id, view }: Attempt, note: string): Evidence {
  return { id, at: new Date(view.noted.at).toISOString(), note };
}
