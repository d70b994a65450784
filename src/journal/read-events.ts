/** The events of a stream, read back from the frames in which it was sent. */
import type { Frame } from '../reply.ts';

/** An event's data, and the milliseconds after the first byte at which its end was due. */
export interface DueEvent {
  due: number;
  event: unknown;
}

/** The text of frames. */
export function textOf(frames: readonly Frame[]): string {
  return textsOf(frames).join('');
}

/** The text of each frame. A character cut in two by frames belongs to the one in which it ends. */
function textsOf(frames: readonly Frame[]): string[] {
  const decoder = new TextDecoder();
  return frames.map((frame) => {
    if (!('bytes' in frame)) return '';
    return typeof frame.bytes === 'string' ? frame.bytes : decoder.decode(frame.bytes, { stream: true });
  });
}

/**
 * The events in order. Data that is no JSON is told as text; what lacks its closing blank line was never an event. Never throws.
 * The framing is that of the HTML standard: any line end, comments skipped, several data lines joined.
 */
export function readEvents(frames: readonly Frame[]): DueEvent[] {
  const events: DueEvent[] = [];
  const texts = textsOf(frames);
  const start = frames[0]?.wait ?? 0;
  let due = 0;
  let data: string[] = [];
  let rest = '';
  for (const [index, { wait }] of frames.entries()) {
    due += wait;
    // A carriage return at the very end may be half of a line end.
    const lines = (rest + texts[index]!).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    for (const line of lines) {
      if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
      if (line !== '' || data.length === 0) continue;
      events.push({ due: Math.round((due - start) * 1000) / 1000, event: parsed(data.join('\n')) });
      data = [];
    }
  }
  return events;
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
