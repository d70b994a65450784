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
    const ends = [this.#response, this.#request.socket];
    const callOff = (): void => {
      for (const end of ends) end.off('close', tell);
    };
    const tell = (): void => {
      callOff();
      listener();
    };
    // A reply that waits behind others on its connection is not told when that goes.
    for (const end of ends) end.once('close', tell);
    if (ends.some(({ destroyed }) => destroyed)) tell();
    return callOff;
  }

  inform(status: number, headers: HeaderLines): void {
    if (this.#response.headersSent || this.#response.destroyed) return;
    // Clients of HTTP/1.0 take it for the reply, and all would take for theirs what is none (RFC 9110, 15.2).
    if (this.#request.httpVersion === '1.0' || status < 100 || status > 199) return;
    const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    // Node has a method for each status that it knows, and checks what they carry; a proxy passes on what came.
    const head = `HTTP/1.1 ${status} ${STATUS_TEXTS[status] ?? 'Informational'}\r\n${lines}\r\n`;
    this.#response.socket?.write(head, 'latin1');
  }
}

const STATUS_TEXTS: Readonly<Record<number, string>> = { 100: 'Continue', 102: 'Processing', 103: 'Early Hints' };
