/** A reply that takes its time: its frames, one timer, and the three things that can come between. */
import type { ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Frame, Reply } from '../reply.ts';

/** How a reply left, and how many bytes of it. */
export interface Sent {
  ended: 'completed' | 'client left';
  bytes: number;
}

/** Is this the reply of an event stream? */
export function isStream(headers: Readonly<Record<string, string>>): boolean {
  return headers['content-type']?.startsWith('text/event-stream') ?? false;
}

/**
 * Writes frames when they are due. Thousands of these run at once, so a frame costs one timer and one write, and no promise.
 * The client leaving ends it; the server closing lets it finish at once; a full socket makes it wait until that has drained.
 */
export class Pacer {
  readonly #response: ServerResponse;
  readonly #clock: Clock;
  readonly #hurry: AbortSignal;
  readonly #reply: Reply;
  readonly #due: readonly number[];
  #next = 0;
  #bytes = 0;
  #callOff: () => void = () => undefined;
  #done: (sent: Sent) => void = () => undefined;

  constructor(reply: Reply, response: ServerResponse, { clock, hurry }: { clock: Clock; hurry: AbortSignal }) {
    this.#reply = reply;
    this.#response = response;
    this.#clock = clock;
    this.#hurry = hurry;
    this.#due = dueTimes(reply.frames, clock.elapsed());
  }

  send(): Promise<Sent> {
    return new Promise((resolve) => {
      this.#done = resolve;
      this.#response.once('close', this.#leave);
      this.#hurry.addEventListener('abort', this.#rush, { once: true });
      const { status, headers } = this.#reply;
      // A client of a stream learns at once that it was accepted; a JSON reply shows nothing before its time.
      if (isStream(headers)) {
        this.#response.writeHead(status, headers);
        this.#response.flushHeaders();
      }
      this.#wait();
    });
  }

  #wait(): void {
    const pause = this.#hurry.aborted ? 0 : (this.#due[this.#next] ?? 0) - this.#clock.elapsed();
    if (pause > 0) this.#callOff = this.#clock.after(pause, this.#write);
    else this.#write();
  }

  /** Everything that is due by now, in one write. */
  readonly #write = (): void => {
    const { frames, status, headers } = this.#reply;
    if (!this.#response.headersSent) this.#response.writeHead(status, headers);
    const now = this.#hurry.aborted ? Number.POSITIVE_INFINITY : this.#clock.elapsed();
    const ready: (string | Uint8Array)[] = [];
    let cut: 'end' | 'reset' | undefined;
    // At least one: a timer may fire a fraction of a millisecond before its time.
    do {
      const frame = frames[this.#next++];
      if (!frame) break;
      if ('cut' in frame) cut = frame.cut;
      else ready.push(frame.bytes);
    } while (!cut && this.#due[this.#next]! <= now);
    const chunk = joined(ready);
    this.#bytes += Buffer.byteLength(chunk);
    const flowing = chunk.length === 0 || this.#response.write(chunk);
    if (cut) this.#cut(cut);
    else if (this.#next >= frames.length) this.#end();
    else if (flowing) this.#wait();
    else this.#response.once('drain', this.#drained);
  };

  readonly #drained = (): void => this.#wait();

  readonly #rush = (): void => {
    this.#callOff();
    // A full socket goes on by itself when it has drained.
    if (!this.#response.writableNeedDrain) this.#write();
  };

  readonly #leave = (): void => this.#finish('client left');

  #end(): void {
    this.#finish('completed');
    this.#response.end();
  }

  #cut(how: 'end' | 'reset'): void {
    this.#finish('completed');
    if (how === 'reset') this.#response.socket?.resetAndDestroy();
    else this.#response.socket?.end();
  }

  #finish(ended: Sent['ended']): void {
    this.#callOff();
    this.#response.off('close', this.#leave);
    this.#response.off('drain', this.#drained);
    this.#hurry.removeEventListener('abort', this.#rush);
    this.#done({ ended, bytes: this.#bytes });
  }
}

function joined(parts: readonly (string | Uint8Array)[]): string | Buffer {
  if (parts.length === 1) return typeof parts[0] === 'string' ? parts[0] : Buffer.from(parts[0]!);
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

/** When each frame is due, on the clock's own scale. Waits add up, so a late timer does not push back the rest. */
function dueTimes(frames: readonly Frame[], start: number): number[] {
  let due = start;
  return frames.map(({ wait }) => {
    due += wait;
    return due;
  });
}
