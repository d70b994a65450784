/** Operations on the clock of a session. */
import type { VirtualClock } from '../virtual-clock.ts';
import { ControlError } from './control-error.ts';
import { ok, type Result, type Theme } from './operation.ts';

export const CLOCK: Theme = {
  name: 'clock',
  summary: 'Time, as the session sees it: dates, and the pauses of its replies.',
  operations: [
    {
      method: 'GET',
      path: '/_mock/clock',
      name: 'getClock',
      summary: 'What time it is, and whether it stands still.',
      responses: { 200: '`{ now, frozen }`' },
      handle: (_call, { session }) => told(session.clock),
    },
    {
      method: 'POST',
      path: '/_mock/clock/freeze',
      name: 'freezeClock',
      summary: 'Stops time, at a date if one is given. Replies under way wait.',
      body: {
        schema: {
          type: 'object',
          additionalProperties: false,
          properties: { at: { type: 'string', format: 'date-time' } },
          examples: [{ at: '2026-01-01T00:00:00Z' }],
        },
        optional: true,
      },
      responses: { 200: '`{ now, frozen }`' },
      handle({ body }, { session: { clock } }) {
        const { at } = (body ?? {}) as { at?: string };
        return moved(clock, () => clock.freeze(at === undefined ? undefined : Date.parse(at)));
      },
    },
    {
      method: 'POST',
      path: '/_mock/clock/advance',
      name: 'advanceClock',
      summary: 'Moves time on, frozen or not. Whatever waits and falls due happens before the answer, in order.',
      body: {
        schema: {
          type: 'object',
          required: ['ms'],
          additionalProperties: false,
          properties: { ms: { type: 'number', minimum: 0 } },
          examples: [{ ms: 1500 }],
        },
      },
      responses: { 200: '`{ now, frozen }`' },
      handle({ body }, { session: { clock } }) {
        return moved(clock, () => clock.advance((body as { ms: number }).ms));
      },
    },
    {
      method: 'POST',
      path: '/_mock/clock/resume',
      name: 'resumeClock',
      summary: 'Lets time run on from where it stands.',
      responses: { 200: '`{ now, frozen }`' },
      handle(_call, { session: { clock } }) {
        return moved(clock, () => clock.resume());
      },
    },
  ],
};

function moved(clock: VirtualClock, move: () => void): Result {
  try {
    move();
  } catch (error) {
    if (error instanceof RangeError)
      throw new ControlError(400, error.message, { hint: 'Dates end with the year 9999.' });
    throw error;
  }
  return told(clock);
}

function told(clock: VirtualClock): Result {
  return ok({ now: new Date(clock.now()).toISOString(), frozen: clock.frozen });
}
