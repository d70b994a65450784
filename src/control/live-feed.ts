/** The exchanges of a session as they happen, as an event stream. */
import type { JournalEntry } from '../journal/journal-entry.ts';
import type { Session } from '../sessions/session.ts';

/** Milliseconds of silence after which a comment is sent, so that nobody on the way takes the connection for dead. */
const KEEP_ALIVE = 15_000;

/** Whoever has not read so many entries, or so many characters of them, is too slow: the stream ends, and the journal has what is missing. */
const MOST_UNREAD = 1000;
const MOST_CHARACTERS = 32 * 1024 * 1024;

const OPENED = ': live\n\n';
const SILENT = ': nothing new\n\n';
const TOO_SLOW = ': the reader is too slow; GET /_mock/requests?after=<last id> has what is missing\n\n';

/**
 * `event: request` for every entry. Listens from the start, so that nothing is missed before the first read, and until `return()`.
 *
 * An iterator by hand: a generator that waits for the next entry could not be stopped before one came.
 */
export class LiveFeed implements AsyncIterableIterator<string> {
  readonly #clock: Session['clock'];
  readonly #stopListening: () => void;
  readonly #unread: string[] = [OPENED];
  #characters = OPENED.length;
  #over = false;
  /** The one who waits for the next text. */
  #hand: ((result: IteratorResult<string>) => void) | undefined;
  #callOff: () => void = () => undefined;

  constructor({ clock, journal }: Session, wanted: (entry: JournalEntry) => boolean) {
    this.#clock = clock;
    this.#stopListening = journal.onEntry((entry) => {
      if (wanted(entry)) this.#push(told(entry));
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<string>> {
    const text = this.#unread.shift();
    if (text !== undefined) {
      this.#characters -= text.length;
      return { value: text, done: false };
    }
    if (this.#over) return { value: undefined, done: true };
    return new Promise((resolve) => {
      this.#hand = resolve;
      this.#callOff = this.#clock.after(KEEP_ALIVE, () => this.#push(SILENT));
    });
  }

  async return(): Promise<IteratorResult<string>> {
    this.#unread.length = 0;
    this.#end();
    return { value: undefined, done: true };
  }

  #push(text: string): void {
    if (this.#over) return;
    if (this.#hand) {
      this.#give({ value: text, done: false });
      return;
    }
    this.#characters += text.length;
    const fits = this.#unread.length < MOST_UNREAD && this.#characters <= MOST_CHARACTERS;
    this.#unread.push(fits ? text : TOO_SLOW);
    if (!fits) this.#end();
  }

  #give(result: IteratorResult<string>): void {
    const hand = this.#hand;
    this.#hand = undefined;
    this.#callOff();
    hand?.(result);
  }

  #end(): void {
    this.#over = true;
    this.#stopListening();
    this.#give({ value: undefined, done: true });
  }
}

/** Entries lately told: one text for all who follow, of whom each may hold thousands. */
const texts = new WeakMap<JournalEntry, string>();

function told(entry: JournalEntry): string {
  let text = texts.get(entry);
  if (text === undefined) {
    text = `event: request\nid: ${entry.id}\ndata: ${JSON.stringify(entry)}\n\n`;
    texts.set(entry, text);
  }
  return text;
}
