/** The fault `gather`: events that come several at a time. */
import type { Frame, Reply } from '../../reply.ts';
import { defineFault } from '../fault.ts';
import { bodyOf, eventsIn, isStream } from '../split-events.ts';
import { withBody } from '../split-frames.ts';

export const gather = defineFault({
  name: 'gather',
  explain:
    'Holds the events of a stream back and sends so many at a time, in one packet, as a proxy does that buffers. A JSON reply stays as it is.',
  options: { events: { type: 'count', default: 5, describe: 'how many events leave at a time; 0 is one' } },
  example: 'gather(events=5)',
  apply(reply, { events }): Reply {
    if (!isStream(reply)) return reply;
    const body = bodyOf(reply);
    const spans = eventsIn(reply);
    const size = Math.max(1, events);
    const ends = spans.filter((_, index) => index % size === size - 1).map(({ end }) => end);
    if (body.length > (ends.at(-1) ?? 0)) ends.push(body.length);
    return { ...withBody(reply, gathered(reply.frames, body, ends)), apart: true };
  },
});

/** The body in as many frames as there are ends, each when its last byte was due. */
function gathered(frames: readonly Frame[], body: Buffer, ends: readonly number[]): Frame[] {
  const out: Frame[] = [];
  let offset = 0;
  let wait = 0;
  for (const frame of frames) {
    wait += frame.wait;
    if ('cut' in frame) return [...out, { ...frame, wait }];
    offset += Buffer.byteLength(frame.bytes);
    while (out.length < ends.length && ends[out.length]! <= offset) {
      out.push({ wait, bytes: body.subarray(ends[out.length - 1] ?? 0, ends[out.length]) });
      wait = 0;
    }
  }
  return wait > 0 || out.length === 0 ? [...out, { wait, bytes: '' }] : out;
}
