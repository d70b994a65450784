/** The fault `prefill`: the longer the prompt and the busier the service, the later the first token. */
import { defineFault } from '../fault.ts';
import { LONGEST } from '../option-text.ts';
import { pause } from '../split-frames.ts';

export const prefill = defineFault({
  name: 'prefill',
  explain:
    'Waits before the first byte of the body for as long as a model takes to read the prompt. What is read from the prompt cache counts for less, and every other request that is under way may add to it. A refusal waits as for an empty prompt.',
  options: {
    base: { type: 'duration', default: 300, describe: 'how long an empty prompt takes' },
    'per-thousand': { type: 'duration', default: 100, describe: 'what each thousand input tokens add' },
    cached: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.1,
      describe: 'share of that for tokens read from the cache',
    },
    'per-request': {
      type: 'duration',
      default: 0,
      describe: 'what each other request of the session adds that gets faults and is under way',
    },
  },
  example: 'prefill(base=100ms, per-thousand=1s)',
  apply(reply, { base, cached, 'per-thousand': share, 'per-request': queue }, _random, { prompt, underWay }) {
    const tokens = prompt.fresh + cached * prompt.cached;
    return {
      ...reply,
      frames: [pause(Math.min(base + (share * tokens) / 1000 + queue * underWay, LONGEST)), ...reply.frames],
    };
  },
});
