/** A client's calls: attempts of one body, one after the other, until one succeeds. */
import { createHash } from 'node:crypto';
import { canonical } from '../../canonical.ts';
import type { Journal } from '../journal.ts';
import type { View } from '../view.ts';
import { type Attempt, attemptOf } from './attempt.ts';
import { type History, historyOf } from './history.ts';

export interface Call {
  /** In the order of arrival; at least one. */
  attempts: readonly Attempt[];
  /** Did attempts run side by side, or may they have? Then which of several calls an attempt belongs to cannot be told. */
  crowded: boolean;
  /** Of a messages request; else undefined. */
  history: History | undefined;
}

/** Deeper bodies are refused by the mock. */
const DEPTH = 256;

/**
 * What of calls came one after the other for certain: a call that nothing ran beside; and of a crowded one its beginning, connection by
 * connection (Node's fetch goes to and fro between two). Later on clients that wait as they should may take turns on a connection.
 */
export function sequencesOf(calls: readonly Call[]): (readonly Attempt[])[] {
  return calls.flatMap(({ attempts, crowded }) => (crowded ? beginnings(attempts) : [attempts]));
}

function beginnings(attempts: readonly Attempt[]): Attempt[][] {
  const ports = new Map<number, Attempt[]>();
  for (const [index, attempt] of attempts.entries()) {
    const { port } = attempt.view.noted;
    const gap = index === 0 ? 0 : attempt.started - attempts[index - 1]!.ended;
    if (port === undefined || gap >= SPREAD) break;
    ports.set(port, [...(ports.get(port) ?? []), attempt]);
  }
  return [...ports.values()];
}

/**
 * The calls in what the journal holds, in the order in which they began. Requests whose bodies were not kept, and those of other
 * endpoints than messages and count_tokens, belong to none.
 */
export function callsOf(journal: Journal): Call[] {
  const views = journal.views().filter(({ noted }) => noted.deed === 'messages' || noted.deed === 'count_tokens');
  // The journal is in the order of the replies' ends.
  views.sort((a, b) => a.noted.started - b.noted.started || a.noted.number - b.noted.number);
  const calls: { attempts: Attempt[]; crowded: boolean; history: History | undefined }[] = [];
  const latest = new Map<string, (typeof calls)[number]>();
  for (const view of views) {
    const key = keyOf(view);
    if (key === undefined) continue;
    const attempt = attemptOf(view);
    const call = latest.get(key);
    const beside = call?.attempts.some((other) => mayOverlap(other, attempt)) ?? false;
    if (call && (beside || call.attempts.every(({ succeeded }) => succeeded === false))) {
      call.attempts.push(attempt);
      call.crowded ||= beside;
      continue;
    }
    const next = { attempts: [attempt], crowded: false, history: historyOf(view) };
    latest.set(key, next);
    calls.push(next);
  }
  return calls;
}

/** On two connections, requests that were sent at the same time may arrive so many milliseconds apart: measured, 2 for six on one machine. */
const SPREAD = 100;

/**
 * A reply that ended before the next request came need not have been known to its sender: that is certain only on the same
 * connection, or after a while.
 */
function mayOverlap(earlier: Attempt, later: Attempt): boolean {
  const { port } = later.view.noted;
  return later.started - earlier.ended < SPREAD && (port === undefined || port !== earlier.view.noted.port);
}

/** The same for the same request, however its JSON was written. */
function keyOf(view: View): string | undefined {
  const { method, path, body } = view.noted;
  if (body.omitted !== null || method !== 'POST') return undefined;
  const { value, raw } = view.body();
  try {
    const text = value === null ? `raw ${raw}` : canonical(value, DEPTH);
    return createHash('sha256').update(`${path}\n${text}`).digest('base64');
  } catch {
    return undefined;
  }
}
