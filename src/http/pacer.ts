/** A reply that takes its time: its frames, one timer, and the three things that can come between. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Alarm, alarmOn, type Clock } from '../clock.ts';
import type { Reply } from '../reply.ts';
import type { Hurry } from './hurry.ts';

/** How a reply left, and how many bytes of it. */
export interface Sent {
  ended: 'completed' | 'client left' | 'fault';
  bytes: number;
}

/** Is this the reply of an event stream? */
export function isStream(headers: Readonly<Record<string, string>>): boolean {
  return headers['content-type']?.startsWith('text/event-stream') ?? false;
}

/**
 * Waits of at least this many milliseconds are counted from when the frame before them left, shorter ones from when it was due. A timer
 * cannot keep the short ones one by one, so they must add up; catching up on long ones would make the gaps uneven: measured on a thousand
 * streams at 50 frames a second, the 99th percentile of the gap was 1.6 times that of a plain interval.
 */
const COARSE = 5;

/**
 * Writes frames when they are due. Thousands of these run at once, so a frame costs one timer and one write, and no promise.
 * The client leaving ends it; the server closing lets it finish at once; a full socket makes it wait until that has drained.
 */
export class Pacer {
  readonly #response: ServerResponse;
  readonly #clock: Clock;
  readonly #alarm: Alarm;
  readonly #hurry: Hurry;
  readonly #reply: Reply;
  /** When the next frame is due, on the clock's own scale. */
  #due: number;
  #next = 0;
  #bytes = 0;
  /** Did Node decide for chunks? It does not for HTTP/1.0. */
  #chunked = false;
  #soon: NodeJS.Immediate | undefined;
  #done: (sent: Sent) => void = () => undefined;

  constructor(reply: Reply, response: ServerResponse, { clock, hurry }: { clock: Clock; hurry: Hurry }) {
    this.#reply = reply;
    this.#response = response;
    this.#clock = clock;
    this.#hurry = hurry;
    this.#alarm = alarmOn(clock, this.#write);
    this.#due = clock.elapsed() + (reply.frames[0]?.wait ?? 0);
  }

  send(): Promise<Sent> {
    return new Promise((resolve) => {
      this.#done = resolve;
      this.#response.once('close', this.#leave);
      this.#hurry.listen(this.#rush);
      const { headers, opening } = this.#reply;
      // A client of a stream learns at once that it was accepted; a JSON reply shows nothing before its time.
      if (opening === undefined ? isStream(headers) : opening === 'at once') {
        this.#open();
        this.#response.flushHeaders();
      }
      this.#wait(this.#clock.elapsed());
    });
  }

  /** Writes the headers. From then on chunks are framed here: Node hands each one to the socket in four pieces. */
  #open(): void {
    const { status, headers } = this.#reply;
    this.#response.writeHead(status, headers);
    this.#chunked = this.#response.chunkedEncoding;
    this.#response.chunkedEncoding = false;
  }

  #wait(now: number): void {
    const pause = this.#hurry.on ? 0 : this.#due - now;
    if (pause > 0) this.#alarm.set(pause);
    else if (this.#reply.apart && !this.#hurry.on) this.#writeSoon();
    else this.#write();
  }

  /** In a turn of its own, so that what was written before leaves in a packet of its own. */
  #writeSoon(): void {
    this.#soon = setImmediate(this.#write);
  }

  /** Everything that is due by now, in one write. */
  readonly #write = (): void => {
    const { frames, opening, apart } = this.#reply;
    const out = opening === 'never' ? this.#response.socket : this.#response;
    if (!out) {
      this.#cut('reset');
      return;
    }
    if (opening !== 'never' && !this.#response.headersSent) this.#open();
    const now = this.#hurry.on ? Number.POSITIVE_INFINITY : this.#clock.elapsed();
    let chunk: string | Uint8Array = '';
    let cut: 'end' | 'reset' | undefined;
    // At least one: a timer may fire a fraction of a millisecond before its time.
    do {
      const frame = frames[this.#next++];
      if (!frame) break;
      if ('cut' in frame) cut = frame.cut;
      else chunk = joined(chunk, frame.bytes);
      this.#due = this.#after(frames[this.#next]?.wait ?? 0, now);
    } while (!cut && this.#next < frames.length && this.#due <= now && (!apart || this.#hurry.on));
    const length = Buffer.byteLength(chunk);
    this.#bytes += length;
    if (this.#chunked && length > 0) chunk = chunkOf(chunk, length);
    if (cut) {
      const how = cut;
      // What is written together with a reset never arrives.
      if (chunk.length > 0) out.write(chunk, () => this.#cut(how));
      else this.#cut(how);
      return;
    }
    // Only a response tells of its own draining; what has no headers is short.
    const flowing = chunk.length === 0 || out.write(chunk) || opening === 'never';
    if (this.#next >= frames.length && opening === 'never') this.#cut('end');
    else if (this.#next >= frames.length) this.#end();
    else if (flowing) this.#wait(now);
    else this.#response.once('drain', this.#drained);
  };

  /** When a frame is due that waits this long for the one that leaves now. */
  #after(wait: number, now: number): number {
    return wait >= COARSE && now > this.#due ? now + wait : this.#due + wait;
  }

  readonly #drained = (): void => this.#wait(this.#clock.elapsed());

  readonly #rush = (): void => {
    this.#callOff();
    // A full socket goes on by itself when it has drained.
    if (!this.#response.writableNeedDrain) this.#write();
  };

  readonly #leave = (): void => this.#finish('client left');

  #end(): void {
    this.#finish('completed');
    // Node writes the chunk that ends all.
    this.#response.chunkedEncoding = this.#chunked;
    this.#response.end();
  }

  #callOff(): void {
    this.#alarm.off();
    clearImmediate(this.#soon);
  }

  #cut(how: 'end' | 'reset'): void {
    this.#finish('fault');
    const socket: Partial<Socket> | null = this.#response.socket;
    // Both sides: a client that never closes its own would keep a TCP socket for ever.
    if (how === 'end' && socket?.destroySoon) socket.destroySoon();
    else if (how === 'end') this.#response.socket?.end();
    // Only TCP knows a reset; other connections are just gone.
    else if (socket?.resetAndDestroy) socket.resetAndDestroy();
    else this.#response.destroy();
  }

  #finish(ended: Sent['ended']): void {
    this.#callOff();
    this.#response.off('close', this.#leave);
    this.#response.off('drain', this.#drained);
    this.#hurry.ignore(this.#rush);
    this.#done({ ended, bytes: this.#bytes });
  }
}

function joined(before: string | Uint8Array, bytes: string | Uint8Array): string | Uint8Array {
  if (before.length === 0) return bytes;
  if (typeof before === 'string' && typeof bytes === 'string') return before + bytes;
  return Buffer.concat([Buffer.from(before as string), Buffer.from(bytes as string)]);
}

/** What a chunk looks like on the wire: its length in hexadecimal, and the bytes. */
function chunkOf(bytes: string | Uint8Array, length: number): string | Uint8Array {
  const size = `${length.toString(16)}\r\n`;
  if (typeof bytes === 'string') return `${size}${bytes}\r\n`;
  return Buffer.concat([Buffer.from(size), bytes, Buffer.from('\r\n')]);
}
