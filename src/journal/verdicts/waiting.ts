/** Verdicts on how long a client waits, and on connections that it does not let go. */
import { type Attempt, shows } from './attempt.ts';
import type { Call } from './call.ts';
import { ms } from './ms.ts';
import { type Silence, silencesOf } from './silence.ts';
import type { Finding } from './verdict.ts';
import type { VerdictRow } from './verdict-row.ts';

/** The SDKs give up after ten minutes without a word, in milliseconds. */
const LONGEST = 600_000;
/** The service lets a stream that has begun hear from it more often than this. */
const LONG = 30_000;
/** How much longer than it says a client may wait: its timer began after the request had arrived, and it says whole seconds. */
const LENIENCE = 1000;
/** So long after the end nobody is still busy with letting go. */
const KEPT = 10_000;

export const NO_READ_TIMEOUT: VerdictRow = {
  name: 'no-read-timeout',
  severity: 'fault',
  explain:
    'The client sat out more than 10 minutes in which a fault sent it no byte, and longer than it says it waits (`x-stainless-timeout`, `x-stainless-read-timeout`). ' +
    'Only told of: longer than it says by more than 1 s; or, where it says nothing, from 30 s on in a stream that had begun.',
  mend: 'Let a timer run from byte to byte, in a stream too, and when it goes off end the connection and try again.',
  judge: (calls) =>
    calls
      .flatMap(({ attempts }) => attempts)
      .flatMap((attempt): Finding[] => {
        const silence = silencesOf(attempt.view)
          .filter(({ after }) => after === 'nothing' || after === 'part')
          .reduce<Silence | undefined>((most, other) => (other.length > (most?.length ?? 0) ? other : most), undefined);
        const severity = silence && severityOf(silence, attempt);
        if (!severity) return [];
        const { length, after } = silence;
        const { patience = Number.POSITIVE_INFINITY } = attempt;
        const said = length > patience ? `, although it says that it waits ${ms(patience)}` : '';
        const where = after === 'nothing' ? 'before the first byte of the body' : 'in the middle of the body';
        return [
          {
            severity,
            message: `The client sat out ${ms(length)} of silence${said}.`,
            evidence: [shows(attempt, `silent for ${ms(length)} ${where}, and the client was still there`)],
          },
        ];
      }),
};

function severityOf({ length, after }: Silence, { patience, view }: Attempt): Finding['severity'] {
  if (length > Math.max(LONGEST, patience ?? 0) + LENIENCE) return 'fault';
  // The timeout of Anthropic's SDK for TypeScript ends with the headers: only a timer of the program's own helps then.
  if (patience !== undefined) return length > patience + LENIENCE ? 'info' : undefined;
  return after === 'part' && view.events() !== null && length >= LONG ? 'info' : undefined;
}

export const CONNECTION_KEPT: VerdictRow = {
  name: 'connection-kept',
  severity: 'fault',
  explain:
    'A stream told an `error` event, and 10 s later the client still held the connection open. Or the client tried again (by `x-stainless-retry-count`), and ' +
    'held the connection of the attempt before for more than 1 s more. Only told of: it was held for 10 s after `message_stop`.',
  mend: 'Whoever gives a request up ends its connection as well (abort the fetch, close the stream): after `message_stop`, an `error` event, or a timeout.',
  judge: (calls) => [...calls.flatMap(({ attempts }) => attempts).flatMap(heldOn), ...calls.flatMap(heldBeside)],
};

/** Where a fault held back the end of a stream after the last that it had to tell. */
function heldOn(attempt: Attempt): Finding[] {
  const silence = silencesOf(attempt.view).find(
    ({ after, length }) => (after === 'error event' || after === 'message_stop') && length >= KEPT,
  );
  if (!silence) return [];
  const { after, length } = silence;
  const what = after === 'error event' ? 'an error event' : 'message_stop';
  return [
    {
      // Its caller may have had the message by then, and Anthropic's SDK for TypeScript reads on to the end of the body.
      ...(after === 'message_stop' ? { severity: 'info' } : {}),
      message: `The client held a connection for ${ms(length)} after ${what}.`,
      evidence: [shows(attempt, `${what}, and then nothing for ${ms(length)}`)],
    },
  ];
}

/**
 * Where a client counts its attempts, and the count is that of the requests that came before, each of them was given up. Of other clients
 * nothing tells a second attempt from a second call.
 */
function heldBeside({ attempts }: Call): Finding[] {
  if (!attempts.every(({ count }, index) => count === index)) return [];
  return attempts.slice(1).flatMap((next, index): Finding[] => {
    const before = attempts[index]!;
    const held = before.ended - next.started;
    if (held <= LENIENCE || before.view.noted.outcome.moved) return [];
    return [
      {
        message: `The client tried again, and held the connection of the attempt before for ${ms(held)} more.`,
        evidence: [
          shows(before, `was open for ${ms(before.ended - before.started)}`),
          shows(next, `attempt ${index + 2}, ${ms(next.started - before.started)} after that came`),
        ],
      },
    ];
  });
}
