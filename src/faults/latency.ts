/** The fault `latency`: everything comes later. */
import { defineFault } from './fault.ts';
import { pause } from './split-frames.ts';
import { varied } from './varied.ts';

export const latency = defineFault({
  name: 'latency',
  explain: 'Waits before the first byte of the body. What follows keeps its rhythm.',
  options: {
    for: { type: 'duration', default: 200, describe: 'how long it waits' },
    jitter: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0,
      describe: 'share by which the wait varies, seeded: 0.2 is up to a fifth more or less',
    },
  },
  example: 'latency(for=200ms)',
  apply: (reply, options, random) => ({
    ...reply,
    frames: [pause(varied(options.for, options.jitter, random)), ...reply.frames],
  }),
});
