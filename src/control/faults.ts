/** Operations on faults: which there are, which requests get which, and which got which. */
import { FaultRuleError } from '../exchange/fault-rules.ts';
import { faultView } from '../faults/fault-view.ts';
import { FAULTS } from '../faults/faults.ts';
import { ControlError } from './control-error.ts';
import { ok, type Theme } from './operation.ts';
import { badStubs } from './stubs.ts';

const HINT = 'docs/faults.md says what a rule may hold, and GET /_mock/faults which faults there are.';

const COUNT = { type: 'integer', minimum: 1 };

const RULE = {
  type: 'object',
  required: ['faults'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', minLength: 1, maxLength: 100 },
    faults: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
    when: { type: 'object' },
    next: COUNT,
    every: COUNT,
    probability: { type: 'number', minimum: 0, maximum: 1 },
    times: COUNT,
  },
};

export const FAULTS_THEME: Theme = {
  name: 'faults',
  summary: 'How replies shall break.',
  operations: [
    {
      method: 'GET',
      path: '/_mock/faults',
      name: 'listFaults',
      summary: 'All faults that can be asked for; `example` is a value for the header `x-mock-fault`.',
      responses: { 200: '`{ faults: [{ name, explain, options, example }] }`' },
      handle: () => ok({ faults: FAULTS.map(faultView) }),
    },
    {
      method: 'GET',
      path: '/_mock/faults/rules',
      name: 'listFaultRules',
      summary: 'The rules that say which requests get which faults, with how many each fitted and spoilt.',
      responses: { 200: '`{ rules: [{ id, origin, definition, fitted, acted }], total }`' },
      handle: (_call, { session: { faults } }) => ok({ rules: faults.list(), total: faults.size }),
    },
    {
      method: 'POST',
      path: '/_mock/faults/rules',
      name: 'addFaultRules',
      summary:
        'Adds one rule, a list, or `{ "rules": [...] }`: all of them or none. A text is faults for all requests.',
      body: {
        schema: {
          oneOf: [
            RULE,
            { type: 'string' },
            { type: 'array', items: { anyOf: [RULE, { type: 'string' }] } },
            {
              type: 'object',
              required: ['rules'],
              properties: { rules: { type: 'array', items: { anyOf: [RULE, { type: 'string' }] } } },
            },
          ],
          examples: [{ faults: 'reset(after=3 events)', when: { stream: true }, next: 3 }],
        },
        ownCheck: true,
      },
      responses: { 201: '`{ rules: [{ id }] }`', 400: 'All that is wrong, each with its path.' },
      handle: ({ body }, { session: { faults } }) => ({
        status: 201,
        json: { rules: adding(() => faults.add(body, 'api')).map(({ id }) => ({ id })) },
      }),
    },
    {
      method: 'DELETE',
      path: '/_mock/faults/rules',
      name: 'removeFaultRules',
      summary: 'Removes all rules of the session.',
      responses: { 200: '`{ removed }`: how many' },
      handle(_call, { session: { faults } }) {
        const removed = faults.size;
        faults.clear();
        return ok({ removed });
      },
    },
    {
      method: 'DELETE',
      path: '/_mock/faults/rules/:id',
      name: 'removeFaultRule',
      summary: 'Removes one rule.',
      responses: { 200: '`{ removed }`: 1', 404: 'There is none of this id.' },
      handle({ params }, { session: { id, faults } }) {
        if (faults.remove(params['id']!)) return ok({ removed: 1 });
        const name = JSON.stringify(params['id']!.slice(0, 60));
        throw new ControlError(404, `There is no fault rule ${name} in session ${id}.`, {
          hint: 'GET /_mock/faults/rules lists those there are.',
        });
      },
    },
    {
      method: 'GET',
      path: '/_mock/faults/schedule',
      name: 'getFaultSchedule',
      summary:
        'The faults that requests got, as rules: posted to a fresh session, they give them to the same requests again.',
      responses: { 200: '`{ rules }`' },
      handle: (_call, { session: { faults } }) => ok({ rules: faults.schedule.rules() }),
    },
  ],
};

function adding<T>(add: () => T): T {
  try {
    return add();
  } catch (error) {
    if (error instanceof FaultRuleError) throw badStubs(error.problems, HINT);
    throw error;
  }
}
