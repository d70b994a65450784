/** Two ends of a connection that exists in this process only. */
import { Duplex } from 'node:stream';

/**
 * A pair of connected streams that behave as TCP sockets do where an HTTP server and client can tell: what one writes the other reads, a
 * slow reader holds the writer up, and either notices when the other goes. Node's own `duplexPair` does not tell the other side when one is
 * destroyed (20.20), so a client that leaves would never be missed.
 *
 * @example const [client, server] = socketPair();
 */
export function socketPair(): [MemorySocket, MemorySocket] {
  const left = new MemorySocket();
  const right = new MemorySocket();
  left.connect(right);
  right.connect(left);
  return [left, right];
}

type Callback = (error?: Error | null) => void;

export class MemorySocket extends Duplex {
  #other: MemorySocket | undefined;
  /** The other side's write that waits until this side has read. */
  #waiting: Callback | undefined;

  connect(other: MemorySocket): void {
    this.#other = other;
  }

  override _read(): void {
    this.#letGo();
  }

  override _write(chunk: Buffer, _encoding: string, done: Callback): void {
    const other = this.#other!;
    if (other.destroyed) done(failure('EPIPE', 'write EPIPE'));
    else if (other.push(chunk)) done();
    else other.#waiting = done;
  }

  override _final(done: Callback): void {
    if (!this.#other!.destroyed) this.#other!.push(null);
    done();
  }

  override _destroy(error: Error | null, done: Callback): void {
    this.#letGo(failure('EPIPE', 'write EPIPE'));
    // The other side reads to the end of what was sent, as after a FIN.
    if (!this.#other!.destroyed && !this.writableFinished) this.#other!.push(null);
    done(error);
  }

  /** Cuts the connection as a TCP reset does: what is on its way is lost, and the other side fails with ECONNRESET. */
  resetAndDestroy(): this {
    this.#other!.destroy(failure('ECONNRESET', 'read ECONNRESET'));
    return this.destroy();
  }

  #letGo(error?: Error): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(error);
  }
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
