/** One line per exchange: for people, or as JSON. */
import colors from 'picocolors';
import type { Exchange, Outcome } from '../exchange/exchange.ts';
import { DEFAULT_SESSION } from '../sessions/session.ts';

/** An exchange's facts, as the JSON log has them. Tokens and stop reason are null where no message was made. */
export interface LogEntry {
  time: string;
  dialect: string;
  method: string;
  path: string;
  model: string | null;
  stream: boolean;
  status: number;
  stop_reason: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  milliseconds: number;
  source: string;
  /** Name of the stub that answered. */
  stub: string | null;
  /** The recording that answered. */
  recording: string | null;
  /** The cassette that it was recorded to. */
  recorded: string | null;
  /** What is to be known of the recording: that it is expired, or why nothing was recorded. */
  notes: readonly string[];
  /** Null for the default session. */
  session: string | null;
  ended: Outcome['ended'];
  error: string | null;
}

export function logEntry(exchange: Exchange, outcome: Outcome, session: string, now: number): LogEntry {
  const { received, dialect, asked, plan, answer, reply, playing } = exchange;
  const message = answer.kind === 'message' ? answer.message : undefined;
  return {
    time: new Date(now).toISOString(),
    dialect: dialect.name,
    method: received.method,
    path: received.path,
    model: asked?.request.model ?? modelNamed(received.body.value),
    stream: asked?.request.stream === true,
    status: reply.status,
    stop_reason: message?.stop_reason ?? null,
    input_tokens: message?.usage.input_tokens ?? null,
    output_tokens: message?.usage.output_tokens ?? null,
    milliseconds: Math.round(outcome.milliseconds * 10) / 10,
    source: reply.headers['x-mock-source'] ?? 'mock',
    stub: plan?.stub?.name ?? null,
    recording: playing?.recording ?? null,
    recorded: playing?.stored ? playing.cassette : null,
    notes: playing?.notes ?? [],
    session: session === DEFAULT_SESSION ? null : session,
    ended: outcome.ended,
    error: answer.kind === 'refusal' ? answer.error.message : null,
  };
}

/** The model that a refused body names, if it names one. */
function modelNamed(body: unknown): string | null {
  const model = typeof body === 'object' && body !== null && 'model' in body ? body.model : undefined;
  return typeof model === 'string' ? printable(model) : null;
}

/**
 * The line for people.
 *
 * @example '14:03:22 openrouter anthropic/claude-sonnet-4.5 200 end_turn 12+48 tokens 1.9 ms synthetic stream'
 */
export function prettyLine(entry: LogEntry): string {
  const paint = entry.status < 400 ? colors.green : entry.status < 500 ? colors.yellow : colors.red;
  const parts = [
    colors.dim(entry.time.slice(11, 19)),
    entry.dialect,
    entry.model ?? `${entry.method} ${entry.path}`,
    paint(String(entry.status)),
    entry.stop_reason,
    entry.output_tokens === null ? null : `${entry.input_tokens}+${entry.output_tokens} tokens`,
    `${entry.milliseconds} ms`,
    sourceOf(entry),
    entry.session === null ? null : `session ${entry.session}`,
    entry.stream ? 'stream' : null,
    entry.ended === 'completed' ? null : colors.yellow(entry.ended),
    entry.error === null ? null : colors.dim(printable(entry.error)),
    ...entry.notes.map((note) => colors.yellow(printable(note))),
  ];
  return parts.filter((part) => part !== null).join(' ');
}

function sourceOf({ source, stub, recording, recorded }: LogEntry): string {
  if (stub !== null) return `stub "${printable(stub)}"`;
  if (recording !== null) return `recording ${printable(recording)}`;
  return recorded === null ? source : `${source}, recorded to "${printable(recorded)}"`;
}

/** An error text on one line: it may quote what a client sent, and must not move the cursor. */
function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, 160);
}
