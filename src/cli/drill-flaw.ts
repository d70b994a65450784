/** What is visibly wrong with a reply that claims to be a message: nobody may take it for a whole one. */
import type { Reply } from '../reply.ts';

/** What came of a message: all of it, or something with a flaw, in words that follow "the reply"; or neither: nothing that could be read. */
export interface Arrived {
  whole: boolean;
  flaw: string | undefined;
}

/**
 * What a client gets of a reply. Where no body came there is no flaw: no client takes that for a message, so it says nothing about this one.
 *
 * @param bytes how many of the body were sent
 * @example arrivedOf(reply, true, 300) // { whole: false, flaw: 'ends without message_stop' }
 */
export function arrivedOf(reply: Reply, stream: boolean, bytes: number): Arrived {
  const text = reply.status === 200 && reply.opening !== 'never' ? textOf(reply, bytes) : '';
  if (text === '') return { whole: false, flaw: undefined };
  const flaw = stream ? flawOfStream(text) : isJson(text) ? undefined : 'is JSON that breaks off';
  return { whole: flaw === undefined, flaw };
}

/** The body as it reaches a client: as far as it was sent, and no longer than its headers say. */
function textOf({ frames, headers }: Reply, sent: number): string {
  const bytes = Buffer.concat(frames.map((frame) => ('cut' in frame ? NONE : Buffer.from(frame.bytes as string))));
  const length = Number(headers['content-length'] ?? bytes.length);
  // Takes a byte order mark away, as clients are to do.
  return new TextDecoder().decode(bytes.subarray(0, Math.min(length, sent)));
}

const NONE = new Uint8Array();

function flawOfStream(text: string): string | undefined {
  let whole = false;
  const lines = text.split(/\r\n|\r|\n/);
  for (const [index, line] of lines.entries()) {
    const data = /^data: ?(.*)$/.exec(line)?.[1];
    if (data === undefined || data === '' || data === '[DONE]') continue;
    if (!isJson(data)) return index === lines.length - 1 ? 'breaks off amid an event' : 'has an event that is no JSON';
    const event = JSON.parse(data) as { type?: unknown; error?: unknown } | null;
    if (event?.type === 'error' || event?.error !== undefined) return 'ends in an error event';
    if (event?.type === 'message_stop') whole = true;
  }
  return whole ? undefined : 'ends without message_stop';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
