/** Somebody else's reply, passed on as it comes: no faster than the client reads, and no longer than it listens. */
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { HeaderLines, Relay, Reply } from '../reply.ts';
import type { Sent } from './pacer.ts';

/**
 * Passes a reply on. Where the other side breaks off, the client's connection is cut as well: a reply that only ends looks whole.
 *
 * The end of the reply waits until the exchange is kept, so that whoever has seen the end may rely on the recording.
 */
export async function sendRelay(reply: Reply, relay: Relay, response: ServerResponse): Promise<Sent> {
  let bytes = 0;
  // A reply that waits behind others on its connection is not told when that goes.
  const { socket } = response.req;
  let gone = response.destroyed || socket.destroyed;
  const wake = new Wake();
  const leave = (): void => {
    gone = true;
    relay.stop();
    wake.up();
  };
  response.once('close', leave);
  socket.once('close', leave);
  if (gone) relay.stop();
  writeHead(reply, relay, response);
  const length = Number(relay.headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? Number.NaN);
  let ended: Sent['ended'] = 'completed';
  try {
    for await (const piece of relay.body) {
      if (gone) break;
      bytes += piece.length;
      // With the last byte of a known length the reply is over for its client.
      if (bytes >= length) await relay.kept;
      if (!response.write(piece) && !gone) await wake.when(response, 'drain');
    }
  } catch {
    ended = 'fault';
  }
  await relay.kept;
  response.off('close', leave);
  socket.off('close', leave);
  if (gone) return { ended: 'client left', bytes };
  if (ended === 'completed') {
    const trailers = relay.trailers();
    if (trailers.length > 0) response.addTrailers(trailers.map(([name, value]): [string, string] => [name, value]));
    response.end();
  } else if (response.socket && 'resetAndDestroy' in response.socket) {
    response.socket.resetAndDestroy();
  } else {
    response.destroy();
  }
  return { ended, bytes };
}

function writeHead({ status, headers }: Reply, { statusText, headers: lines }: Relay, response: ServerResponse): void {
  // What the mock says of itself it says alone: the upstream may be a mock, too.
  const theirs = lines.filter(([name]) => !Object.hasOwn(headers, name.toLowerCase()));
  const told = mayHaveTrailers(status, lines, response) ? theirs : theirs.filter(([name]) => !/^trailer$/i.test(name));
  const flat = [...told.flat(), ...Object.entries(headers).flat()];
  // A proxy tells the date that it was told.
  response.sendDate = !lines.some(([name]) => name.toLowerCase() === 'date');
  response.writeHead(status, SENDABLE.test(statusText) ? statusText : '', flat as unknown as OutgoingHttpHeaders);
  // Sends the head, as `flushHeaders` does, which makes UTF-8 of its Latin-1.
  response.write(NOTHING);
}

const NOTHING = Buffer.alloc(0);

/** As Node demands of a reason phrase. The client that the upstream is called with read it as UTF-8, so the bytes of others are lost. */
const SENDABLE = /^[\t\x20-\x7e]*$/;

/** Where trailers are announced and no chunks come, Node throws. */
function mayHaveTrailers(status: number, lines: HeaderLines, { req }: ServerResponse): boolean {
  if (req.httpVersion === '1.0' || req.method === 'HEAD' || status === 204 || status === 304) return false;
  return !lines.some(([name]) => name.toLowerCase() === 'content-length');
}

/** One wait at a time, ended by an event or by hand. */
class Wake {
  #resolve: () => void = () => undefined;

  when(response: ServerResponse, event: 'drain'): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        response.off(event, done);
        resolve();
      };
      this.#resolve = done;
      response.once(event, done);
    });
  }

  up(): void {
    this.#resolve();
  }
}
