/** Bytes out: a reply's frames, each when it is due, no faster than the client reads, and no longer than it listens. */
import type { ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Reply } from '../reply.ts';
import type { Hurry } from './hurry.ts';
import { isStream, Pacer, type Sent } from './pacer.ts';
import { sendRelay } from './relay.ts';

export interface SendOptions {
  clock: Clock;
  /** Starts when the server closes: pauses end at once, so that open replies are completed instead of cut. */
  hurry: Hurry;
  /** HEAD: headers only. */
  headOnly: boolean;
}

/** Sends a reply. Resolves when it has been handed over whole or the client has gone; leaves no timer and no listener behind. */
export async function send(reply: Reply, response: ServerResponse, options: SendOptions): Promise<Sent> {
  if (reply.relay) return sendRelay(reply, reply.relay, response);
  if (response.destroyed) return { ended: 'client left', bytes: 0 };
  const [only] = reply.frames;
  const plain = reply.frames.length === 1 && only!.wait === 0 && reply.opening === undefined;
  const whole = plain && 'bytes' in only! ? only.bytes : undefined;
  if (options.headOnly) return sendWhole(reply, response, '', true);
  if (whole !== undefined) return sendWhole(reply, response, whole, false);
  return new Pacer(reply, response, options).send();
}

function sendWhole(
  { status, headers }: Reply,
  response: ServerResponse,
  body: string | Uint8Array,
  headOnly: boolean,
): Sent {
  const length = Buffer.byteLength(body);
  // An event stream has no length: clients take one as a sign that it was buffered on the way.
  // Neither have replies that never carry a body.
  if (!isStream(headers) && !headOnly && status !== 204 && status !== 304) headers['content-length'] = String(length);
  response.writeHead(status, headers);
  // As many bytes as characters: the text is ASCII, and Node writes that without encoding it.
  if (length === body.length) response.end(body, 'latin1');
  else response.end(body);
  return { ended: 'completed', bytes: length };
}
