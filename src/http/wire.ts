/** The connection of a request, as the corridor may know it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Wire } from '../exchange/exchange.ts';
import type { HeaderLines } from '../reply.ts';

export class HttpWire implements Wire {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.#request = request;
    this.#response = response;
  }

  get rawHeaders(): readonly string[] {
    return this.#request.rawHeaders;
  }

  get local(): { address: string; port: number } | undefined {
    const { localAddress, localPort } = this.#request.socket;
    return localAddress === undefined || localPort === undefined
      ? undefined
      : { address: localAddress, port: localPort };
  }

  onClose(listener: () => void): () => void {
    this.#response.once('close', listener);
    if (this.#response.destroyed) listener();
    return () => this.#response.off('close', listener);
  }

  inform(status: number, headers: HeaderLines): void {
    if (this.#response.headersSent || this.#response.destroyed) return;
    const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    // Node has a method for each status that it knows, and checks what they carry; a proxy passes on what came.
    this.#response.socket?.write(`HTTP/1.1 ${status} ${STATUS_TEXTS[status] ?? 'Informational'}\r\n${lines}\r\n`);
  }
}

const STATUS_TEXTS: Readonly<Record<number, string>> = { 100: 'Continue', 102: 'Processing', 103: 'Early Hints' };
