/** Calls upstreams for the mock: passes their replies on as they arrive, and keeps them in cassettes where that is wished. */
import type { Clock } from '../../clock.ts';
import type { Recording } from '../recording.ts';
import { Upstream } from '../upstream/upstream.ts';
import type { CallOptions, UpstreamCall, UpstreamReply } from '../upstream/upstream-call.ts';
import type { Keep } from './keep.ts';
import { HoldsSecrets, NotKept } from './not-kept.ts';
import { take } from './take.ts';

export interface RecordOptions extends CallOptions {
  /** Undefined: pass on only. */
  keep: Keep | undefined;
}

/** What became of an exchange. */
export interface Kept {
  /** What was seen, stored or not. Undefined when it was too long to be held, or could not be decompressed. */
  recording: Recording | undefined;
  stored: boolean;
  /** Why it was not stored, for people. */
  note?: string;
}

export interface LiveReply extends UpstreamReply {
  /** Resolves when the exchange is on the disk, or will not be. Never rejects. */
  kept: Promise<Kept>;
}

export class Recorder {
  readonly #clock: Clock;
  readonly #tell: (note: string) => void;
  readonly #upstream: Upstream;
  readonly #since: number;
  readonly #pending = new Set<Promise<Kept>>();
  readonly #calls = new Set<AbortController>();
  #closed = false;

  /** @param parts `tell` gets what the user should know: an exchange that was to be kept, and is not */
  constructor({ clock, tell }: { clock: Clock; tell(note: string): void }) {
    this.#clock = clock;
    this.#tell = tell;
    this.#upstream = new Upstream(clock);
    this.#since = clock.now();
  }

  /**
   * Resolves when status and headers are there. Nothing that goes wrong with the keeping disturbs the reply.
   *
   * @throws UpstreamError when there is no reply
   */
  call(call: UpstreamCall, how: RecordOptions): Promise<LiveReply> {
    const left = new AbortController();
    const leave = (): void => left.abort();
    if (how.signal?.aborted || this.#closed) leave();
    how.signal?.addEventListener('abort', leave, { once: true });
    this.#calls.add(left);
    return new Promise((resolve, reject) => {
      const parts = { clock: this.#clock, upstream: this.#upstream };
      const opened = (reply: UpstreamReply): void => resolve({ ...reply, kept });
      const taking = (): Promise<Recording | NotKept> => take(call, { ...how, signal: left.signal }, parts, opened);
      const kept: Promise<Kept> = this.#keep(call, taking, how.keep)
        .catch((error: unknown) => {
          reject(error);
          return { recording: undefined, stored: false };
        })
        .finally(() => {
          this.#calls.delete(left);
          how.signal?.removeEventListener('abort', leave);
          this.#pending.delete(kept);
        });
      this.#pending.add(kept);
    });
  }

  /** Resolves when every exchange begun is over and kept. */
  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  /** Ends the calls that still go on, waits until what is to be kept is kept, and closes all connections. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const call of this.#calls) call.abort();
    await this.idle();
    await this.#upstream.close();
  }

  async #keep(call: UpstreamCall, taking: () => Promise<Recording | NotKept>, keep: Keep | undefined): Promise<Kept> {
    const taken = taking();
    if (!keep) return { recording: recordingIn(await taken), stored: false };
    // The client does not wait for Polly, which takes 65 ms to load; what goes wrong with the call is told below.
    taken.catch(() => undefined);
    try {
      const { throughPolly } = await import('./through-polly.ts');
      return { recording: await throughPolly(call, keep, this.#since, () => taken), stored: true };
    } catch (error) {
      // What went wrong may be the call itself: then this throws the same.
      const recording = recordingIn(await taken);
      const note = noteOf(error, call, keep);
      this.#tell(note);
      return { recording, stored: false, note };
    }
  }
}

function recordingIn(seen: Recording | NotKept): Recording | undefined {
  return seen instanceof NotKept ? undefined : seen;
}

function noteOf(error: unknown, { method, path }: UpstreamCall, { name }: Keep): string {
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof HoldsSecrets
    ? reason
    : `${method} ${path.split('?')[0]} was not recorded in ${name}: ${reason}`;
}
