/** Operations on what a session remembers beside stubs and requests: scenarios, the seed, all of it. */
import { ok, type Theme } from './operation.ts';
import { changeOptions } from './options.ts';

/** In which every scenario begins. */
const STARTED = 'Started';

export const STATE: Theme = {
  name: 'state',
  summary: 'Scenarios, the seed, and a fresh start.',
  operations: [
    {
      method: 'GET',
      path: '/_mock/scenarios',
      name: 'getScenarios',
      summary: 'The state of every scenario.',
      responses: { 200: '`{ scenarios: { name: state } }`' },
      handle: (_call, { session }) => ok({ scenarios: session.stubs.states() }),
    },
    {
      method: 'PUT',
      path: '/_mock/scenarios/:name',
      name: 'setScenario',
      summary: 'Puts a scenario into a state.',
      body: {
        schema: {
          type: 'object',
          required: ['state'],
          additionalProperties: false,
          properties: { state: { type: 'string', minLength: 1 } },
          examples: [{ state: 'Started' }],
        },
      },
      responses: { 200: '`{ scenarios: { name: state } }`' },
      handle({ params, body }, { session: { stubs } }) {
        stubs.setState(params['name']!, (body as { state: string }).state);
        return ok({ scenarios: stubs.states() });
      },
    },
    {
      method: 'DELETE',
      path: '/_mock/scenarios',
      name: 'resetScenarios',
      summary: 'Puts every scenario back to `Started`.',
      responses: { 200: '`{ scenarios: { name: state } }`' },
      handle(_call, { session: { stubs } }) {
        for (const name of Object.keys(stubs.states())) stubs.setState(name, STARTED);
        return ok({ scenarios: stubs.states() });
      },
    },
    {
      method: 'GET',
      path: '/_mock/seed',
      name: 'getSeed',
      summary: 'The text that everything invented grows from.',
      responses: { 200: '`{ seed }`' },
      handle: (_call, { session }) => ok({ seed: session.options.seed }),
    },
    {
      method: 'PUT',
      path: '/_mock/seed',
      name: 'setSeed',
      summary: 'Changes the seed of the session.',
      body: {
        schema: {
          type: 'object',
          required: ['seed'],
          additionalProperties: false,
          properties: { seed: { type: 'string', minLength: 1 } },
          examples: [{ seed: 'monday' }],
        },
      },
      responses: { 200: '`{ seed }`' },
      handle({ body }, { session }) {
        const { seed } = changeOptions(session, body as { seed: string });
        return ok({ seed });
      },
    },
    {
      method: 'POST',
      path: '/_mock/reset',
      name: 'resetSession',
      summary:
        'Forgets all of the session: its stubs, fault rules, counts, states, requests, options, seed, and the clock set by hand.',
      responses: { 200: '`{ session }`: its id' },
      handle(_call, { session }) {
        session.reset();
        return ok({ session: session.id });
      },
    },
  ],
};
