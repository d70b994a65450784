/** The reply of one call as it arrives: status, headers, then chunks, no further ahead of the reader than one. */
import type { Dispatcher } from 'undici';
import type { Clock } from '../../clock.ts';
import type { Broken, HeaderList } from '../recording.ts';
import { reasonOf } from './reason-of.ts';
import { passedOn } from './single-connection.ts';
import type { CallOptions, Listener, UpstreamReply } from './upstream-call.ts';
import { UpstreamBroken, UpstreamError } from './upstream-error.ts';

interface Parts {
  /** For messages: method and address, without the query, which may hold a key. */
  called: string;
  clock: Clock;
  options: CallOptions;
  listener: Listener;
  opened(reply: UpstreamReply): void;
  failed(error: UpstreamError): void;
}

/** undici's raw headers: name, value, name, value. The bytes are Latin-1, and are written as such by Node again. */
function pairs(raw: Dispatcher.DispatchController['rawHeaders']): HeaderList {
  if (!Array.isArray(raw)) return [];
  const texts = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  return texts.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), texts[at + 1]!] as const] : []));
}

export class Arrivals implements Dispatcher.DispatchHandler {
  readonly #parts: Parts;
  readonly #waiting: Uint8Array[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #state: 'asked' | 'open' | 'over' = 'asked';
  #trailers: HeaderList = [];
  #broken: UpstreamBroken | undefined;
  #wake = (): void => {};
  #calm: () => void;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#calm = this.#watch();
    const { signal } = parts.options;
    if (signal?.aborted) queueMicrotask(() => this.stop());
    else signal?.addEventListener('abort', this.stop, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Given up while the connection was still being made.
    if (this.#state === 'over') controller.abort(new Error('given up'));
    else this.#parts.listener.sending();
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, _headers: unknown, statusText = ''): void {
    if (this.#state === 'over') return;
    const headers = passedOn(pairs(controller.rawHeaders));
    if (status < 200) {
      this.#parts.options.inform?.(status, headers);
      return;
    }
    this.#calm();
    this.#state = 'open';
    const trailers = (): HeaderList => this.#trailers;
    this.#parts.opened({ status, statusText, headers, body: this.#read(), trailers, stop: this.stop });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    // undici begins each resumed body with no bytes; to pause for those would never end.
    if (this.#state === 'over' || chunk.length === 0) return;
    controller.pause();
    this.#waiting.push(chunk);
    this.#parts.listener.chunk(chunk);
    this.#wake();
  }

  onResponseEnd(controller: Dispatcher.DispatchController): void {
    this.#trailers = pairs(controller.rawTrailers);
    this.#finish(undefined);
  }

  onResponseError(_controller: unknown, error: Error): void {
    const { code, what, todo } = reasonOf(error);
    const { called } = this.#parts;
    if (this.#state === 'asked') this.#fail(new UpstreamError(`${called} got no reply: ${what}. ${todo}`, code));
    else this.#finish(new UpstreamBroken('upstream cut', `The reply to ${called} broke off: ${what}.`));
  }

  /** The client left. */
  readonly stop = (): void => {
    this.#giveUp('client left', 'the client left');
  };

  #giveUp(how: Broken, what: string): void {
    const { called } = this.#parts;
    if (this.#state === 'over') return;
    if (this.#state === 'asked') {
      const todo = how === 'upstream silent' ? ' See whether it is well, or allow it more time.' : '';
      this.#fail(new UpstreamError(`${called} got no reply: ${what}.${todo}`));
    } else this.#finish(new UpstreamBroken(how, `The reply to ${called} broke off: ${what}.`));
    this.#controller?.abort(new Error(what));
  }

  #fail(error: UpstreamError): void {
    this.#finish(undefined, false);
    this.#parts.failed(error);
  }

  #finish(broken: UpstreamBroken | undefined, told = true): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#broken = broken;
    this.#calm();
    this.#parts.options.signal?.removeEventListener('abort', this.stop);
    if (told) this.#parts.listener.over(this.#trailers, broken?.how);
    this.#wake();
  }

  /** Watches for silence. A timer of our own: undici's are of the machine's clock, and run on while the reader is the one who is slow. */
  #watch(): () => void {
    const { clock, options } = this.#parts;
    return clock.after(options.timeout, () =>
      this.#giveUp('upstream silent', `nothing came for ${options.timeout} ms`),
    );
  }

  async *#read(): AsyncGenerator<Uint8Array, void> {
    try {
      for (;;) {
        const chunk = this.#waiting.shift();
        if (chunk) {
          this.#controller?.resume();
          yield chunk;
        } else if (this.#state !== 'over') {
          this.#calm = this.#watch();
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
          this.#calm();
        } else if (this.#broken) throw this.#broken;
        else return;
      }
    } finally {
      this.stop();
    }
  }
}
