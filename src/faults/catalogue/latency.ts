/** The fault `latency`: everything comes later. */
import { defineFault } from '../fault.ts';
import { pause } from '../split-frames.ts';
import { logNormal, varied } from './varied.ts';

export const latency = defineFault({
  name: 'latency',
  explain:
    'Waits before the first byte of the body; the headers of a stream leave at once, unless they are to wait too. What follows keeps its rhythm.',
  options: {
    for: { type: 'duration', default: 200, describe: 'how long it waits' },
    jitter: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0,
      describe: 'share by which the wait varies, seeded: 0.2 is up to a fifth more or less',
    },
    spread: {
      type: 'name',
      names: ['even', 'log-normal'],
      default: 'even',
      describe:
        'how it varies: evenly, or log-normal with `for` as its median and `jitter` as the deviation of its logarithm',
    },
    before: { type: 'name', names: ['body', 'headers'], default: 'body', describe: 'what waits' },
  },
  example: 'latency(for=200ms)',
  apply(reply, options, random) {
    const vary = options.spread === 'even' ? varied : logNormal;
    const frames = [pause(vary(options.for, options.jitter, random)), ...reply.frames];
    const held = options.before === 'headers' && reply.opening !== 'never';
    return { ...reply, frames, ...(held ? { opening: 'held' as const } : {}) };
  },
});
