/** What one run of a drill asked and got, as far as it decides whether a broken reply was taken for a whole one. */
import type { Exchange, Outcome } from '../exchange/exchange.ts';
import { arrivedOf } from './drill-flaw.ts';

interface Seen {
  /** Of the body, whether it asks for a stream or not: those of one call and its retries are the same. */
  digest: string | undefined;
  /** Was it to get faults? */
  spoilt: boolean;
  /** Did they have an effect? */
  touched: boolean;
  flaw: string | undefined;
  whole: boolean;
}

const NOTHING = { whole: false, flaw: undefined };

/** Takes in the exchanges of one run. */
export class DrillWatch {
  readonly #seen: Seen[] = [];

  add({ answer, reply, asked, plan }: Exchange, { ended, bytes }: Outcome): void {
    const { whole, flaw } =
      answer.kind === 'message' ? arrivedOf(reply, asked?.request.stream === true, bytes) : NOTHING;
    const touched = reply.headers['x-mock-fault'] !== undefined;
    this.#seen.push({
      digest: asked?.digest,
      spoilt: touched || (plan?.faults.length ?? 0) > 0,
      touched,
      // A client that left of its own accord knew that something was wrong, or needed no more.
      flaw: ended === 'client left' ? undefined : flaw,
      whole,
    });
  }

  get requests(): number {
    return this.#seen.length;
  }

  /** What is wrong with a reply that the client got and never asked for again with success; undefined where there is none. */
  get accepted(): string | undefined {
    return this.#seen.find((seen, index) => seen.flaw !== undefined && !this.#mended(seen, index))?.flaw;
  }

  /** What a reader of the matrix ought to know of a run that succeeded. */
  get remark(): string {
    const spoilt = this.#seen.filter((seen) => seen.spoilt);
    if (spoilt.length === 0) return 'no request got the fault';
    if (spoilt.every((seen) => !seen.touched)) return 'the fault has no effect on such a reply';
    const unmended = this.#seen.some((seen, index) => seen.touched && !seen.whole && !this.#mended(seen, index));
    return unmended ? 'got no whole reply, and did without' : '';
  }

  #mended({ digest }: Seen, index: number): boolean {
    return this.#seen.slice(index + 1).some((later) => later.digest === digest && later.whole);
  }
}
