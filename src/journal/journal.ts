/** The journal of a session: what was asked and answered, bounded, and cheap to keep. */
import type { Exchange, Outcome } from '../exchange/exchange.ts';
import type { NearMiss } from '../stubs/stub-view.ts';
import type { Subject } from '../stubs/subject.ts';
import { entryOf } from './entry-of.ts';
import type { JournalFilter } from './filter.ts';
import type { JournalEntry } from './journal-entry.ts';
import { notedOf } from './noted.ts';
import { compileFilter } from './parse-filter.ts';
import { Ring } from './ring.ts';
import { Sums, type Totals } from './sums.ts';
import { View } from './view.ts';

export interface JournalOptions {
  session: string;
  /** How many entries are held; 0 switches the journal off, but for its sums. */
  most: number;
  /** How many bytes of bodies and replies are held, roughly. */
  mostBytes: number;
  /** Milliseconds since the epoch, by the session's clock. */
  now: () => number;
  /** The stubs nearest to a remembered request, as they are when an entry is read. */
  nearest: Nearest;
}

/** How many entries of one listing tell the stubs nearest to them; an entry read by its id always does. */
const MOST_NEAREST = 25;

type Nearest = (subject: Subject) => readonly NearMiss[];

/**
 * Remembers exchanges. Noting one takes a few references and copies its headers without secrets; everything else is worked out when
 * an entry is read.
 *
 * @example
 * mock.onExchange((exchange, outcome) => journal.note(exchange, outcome));
 * journal.list({ model: 'claude-*', status: '4xx' });
 */
export class Journal {
  readonly session: string;
  readonly #most: number;
  readonly #mostBytes: number;
  readonly #nearest: Nearest;
  readonly #now: () => number;
  readonly #ring: Ring;
  readonly #sums = new Sums();
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  #next = 1;
  #total = 0;

  constructor({ session, most, mostBytes, now, nearest }: JournalOptions) {
    this.session = session;
    this.#most = most;
    this.#mostBytes = mostBytes;
    this.#nearest = nearest;
    this.#now = now;
    this.#ring = new Ring(most, mostBytes);
  }

  /** Takes an exchange in. Cheap: it stands on the road of every request. */
  note(exchange: Exchange, outcome: Outcome): void {
    this.#total++;
    const noted = notedOf(exchange, outcome, this.#next++, this.#now(), this.#mostBytes);
    const { answer } = exchange;
    // What was written down to the letter may tell a usage all the same.
    const usage = answer.kind === 'raw' ? new View(noted).usage : answer.kind === 'message' ? answer.usage : undefined;
    this.#sums.add(noted, usage);
    if (this.#most > 0) this.#ring.push(noted);
    if (this.#listeners.size === 0) return;
    const entry = entryOf(new View(noted, this.#nearest), this.session);
    for (const listener of this.#listeners) listener(entry);
  }

  /**
   * The entries that fit, oldest first unless the filter says otherwise.
   *
   * @throws FilterError for a filter that does not exist or a bad value
   */
  list(filter?: JournalFilter): JournalEntry[] {
    // The newest first, so that it is they who tell their near misses.
    return this.views(filter)
      .toReversed()
      .map((view) => entryOf(view, this.session))
      .reverse();
  }

  /** How many entries fit, whatever the filter says of `offset` and `limit`. */
  count(filter: JournalFilter = {}): number {
    return this.views({ ...filter, offset: undefined, limit: undefined }).length;
  }

  /** Undefined for an entry that never was, or is no longer held. */
  get(id: string): JournalEntry | undefined {
    const noted = /^\d{1,15}$/.test(id) ? this.#ring.get(Number(id)) : undefined;
    return noted && entryOf(new View(noted, this.#nearest), this.session);
  }

  /** The entries that fit, to be read fact by fact. */
  views(filter?: JournalFilter): View[] {
    const { fits, choose } = compileFilter(filter);
    // Each takes milliseconds where there are thousands of stubs, and a listing shall not hold up the requests of others.
    let left = MOST_NEAREST;
    const nearest: Nearest = (subject) => (left-- > 0 ? this.#nearest(subject) : []);
    const fitting = this.#ring
      .toArray()
      .map((noted) => new View(noted, nearest))
      .filter(fits);
    return [...choose(fitting)];
  }

  /** How many were noted since the journal was last cleared, those no longer held included. */
  get total(): number {
    return this.#total;
  }

  /** How many are held. */
  get size(): number {
    return this.#ring.size;
  }

  /** How many were noted since the journal was last cleared and are no longer held, or never were. */
  get dropped(): number {
    return this.#total - this.#ring.size;
  }

  /** Roughly how many bytes are held. */
  get bytes(): number {
    return this.#ring.bytes;
  }

  /** Sums over all that was noted since the journal was last cleared. */
  totals(): Totals {
    return this.#sums.totals();
  }

  /** Forgets everything but the next id, so that an id never means two entries. */
  clear(): void {
    this.#ring.clear();
    this.#sums.clear();
    this.#total = 0;
  }

  /** As if nothing had ever been noted: the next id is 1 again. */
  reset(): void {
    this.clear();
    this.#next = 1;
  }

  /** Calls back with every entry as it is noted. Returns what takes the listener away again. */
  onEntry(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
