/** Bytes out: a reply's frames, each when it is due, no faster than the client reads, and no longer than it listens. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Frame, Reply } from '../reply.ts';

export interface Sent {
  ended: 'completed' | 'client left';
  bytes: number;
}

export interface SendOptions {
  clock: Clock;
  /** Aborted when the server closes: pauses end at once, so that open replies are completed instead of cut. */
  hurry: AbortSignal;
  /** HEAD: headers only. */
  headOnly: boolean;
}

/** Sends a reply. Resolves when it has been handed over whole or the client has gone; leaves no timer and no listener behind. */
export async function send(reply: Reply, response: ServerResponse, options: SendOptions): Promise<Sent> {
  const { status, headers, frames } = reply;
  const [only] = frames;
  if (options.headOnly || (frames.length === 1 && only!.wait === 0 && 'bytes' in only!)) {
    return sendWhole(
      response,
      status,
      headers,
      options.headOnly ? '' : (only as { bytes: string | Uint8Array }).bytes,
      options,
    );
  }
  return sendFrames(response, reply, options);
}

function sendWhole(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | Uint8Array,
  { headOnly }: SendOptions,
): Sent {
  if (response.destroyed) return { ended: 'client left', bytes: 0 };
  const length = Buffer.byteLength(body);
  // An event stream has no length: clients take one as a sign that it was buffered on the way.
  const sized =
    headers['content-type']?.startsWith('text/event-stream') || headOnly
      ? headers
      : { ...headers, 'content-length': length };
  response.writeHead(status, sized);
  // As many bytes as characters: the text is ASCII, and Node writes that without encoding it.
  if (length === body.length) response.end(body, 'latin1');
  else response.end(body);
  return { ended: 'completed', bytes: length };
}

async function sendFrames(
  response: ServerResponse,
  { status, headers, frames }: Reply,
  { clock, hurry }: SendOptions,
): Promise<Sent> {
  const gone = new AbortController();
  const wake = new AbortController();
  const leave = (): void => {
    gone.abort();
    wake.abort();
  };
  const rush = (): void => wake.abort();
  response.once('close', leave);
  hurry.addEventListener('abort', rush, { once: true });
  let bytes = 0;
  try {
    if (response.destroyed) return { ended: 'client left', bytes };
    // A client of a stream learns at once that it was accepted; a JSON reply shows nothing before its time.
    if (headers['content-type']?.startsWith('text/event-stream')) {
      response.writeHead(status, headers);
      response.flushHeaders();
    }
    const due = dueTimes(frames, clock.elapsed());
    let index = 0;
    while (index < frames.length) {
      const pause = hurry.aborted ? 0 : due[index]! - clock.elapsed();
      if (pause > 0) await clock.sleep(pause, wake.signal);
      if (gone.signal.aborted) return { ended: 'client left', bytes };
      if (!response.headersSent) response.writeHead(status, headers);
      // All frames that are due by now leave in one write; a cut among them ends the reply.
      const now = hurry.aborted ? Number.POSITIVE_INFINITY : clock.elapsed();
      const ready: (string | Uint8Array)[] = [];
      let cut: 'end' | 'reset' | undefined;
      for (; index < frames.length && due[index]! <= now && !cut; index++) {
        const frame = frames[index]!;
        if ('cut' in frame) cut = frame.cut;
        else ready.push(frame.bytes);
      }
      const chunk = joined(ready);
      bytes += Buffer.byteLength(chunk);
      if (chunk.length > 0 && !response.write(chunk)) {
        await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
      }
      if (cut) {
        if (cut === 'reset') response.socket?.resetAndDestroy();
        else response.socket?.end();
        return { ended: 'completed', bytes };
      }
    }
    if (gone.signal.aborted) return { ended: 'client left', bytes };
    response.end();
    return { ended: 'completed', bytes };
  } finally {
    response.off('close', leave);
    hurry.removeEventListener('abort', rush);
  }
}

function joined(parts: readonly (string | Uint8Array)[]): string | Buffer {
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

/** When each frame is due, on the clock's own scale. Waits add up, so a late timer does not push back the rest. */
function dueTimes(frames: readonly Frame[], start: number): number[] {
  let due = start;
  return frames.map(({ wait }) => (due += wait));
}
