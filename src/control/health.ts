/** Operations for those who start the mock and wait for it. */
import { ok, type Theme } from './operation.ts';

export const HEALTH: Theme = {
  name: 'health',
  summary: 'Is it there, and can it answer?',
  operations: [
    {
      method: 'GET',
      path: '/_mock/health',
      name: 'getHealth',
      summary: 'The process is alive.',
      responses: { 200: '`{ status: "ok", version }`' },
      handle: (_call, { version }) => ok({ status: 'ok', version }),
    },
    {
      method: 'GET',
      path: '/_mock/ready',
      name: 'getReady',
      summary: 'The mock can answer requests.',
      responses: { 200: '`{ ready: true }`', 503: '`{ ready: false, because }`' },
      handle(_call, { unready }) {
        const because = unready();
        return because === undefined ? ok({ ready: true }) : { status: 503, json: { ready: false, because } };
      },
    },
  ],
};
