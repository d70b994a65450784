/** A mock with a journal of the test's own beside it. */
import type { Options } from '../../src/config.ts';
import type { Exchange, Outcome } from '../../src/exchange/exchange.ts';
import { Journal, type JournalOptions } from '../../src/journal/journal.ts';
import type { Mock } from '../../src/mock.ts';
import { mockOf } from '../support/wire.ts';

export interface Journaled {
  mock: Mock;
  journal: Journal;
  /** What the journal was told. */
  told: { exchange: Exchange; outcome: Outcome }[];
}

/** Noon of a day in the future. */
export const NOON = Date.UTC(2030, 0, 2, 12);

export function journaled(options: Partial<Options> = {}, bounds: Partial<JournalOptions> = {}): Journaled {
  const mock = mockOf(options);
  const journal = new Journal({
    session: 'default',
    most: 1000,
    mostBytes: 64 * 1024 * 1024,
    now: () => NOON,
    nearest: (subject) => mock.stubs.nearest(subject, 3),
    ...bounds,
  });
  const told: Journaled['told'] = [];
  mock.onExchange((exchange, outcome) => {
    told.push({ exchange, outcome });
    journal.note(exchange, outcome);
  });
  return { mock, journal, told };
}

/** A message of one text. */
export function saying(text: string): { messages: unknown[] } {
  return { messages: [{ role: 'user', content: text }] };
}
