/** Operations on stubs. */
import { checkStubs } from '../stubs/check/check-stubs.ts';
import { StubError, type StubProblem } from '../stubs/stub-error.ts';
import type { StubView } from '../stubs/stub-view.ts';
import { ControlError } from './control-error.ts';
import { ok, type Theme, type World } from './operation.ts';
import { placeOf } from './read-call.ts';

const HINT = 'docs/stubs.md and schemas/mock/stubs.schema.json say what a stub may hold.';

/** What a stub is in full is said by `schemas/mock/stubs.schema.json`. */
const STUB = {
  type: 'object',
  required: ['respond'],
  properties: { name: { type: 'string' }, when: { type: 'object' }, respond: { type: 'object' } },
};

export const STUBS: Theme = {
  name: 'stubs',
  summary: 'What the mock shall answer.',
  operations: [
    {
      method: 'GET',
      path: '/_mock/stubs',
      name: 'listStubs',
      summary: 'All stubs, in the order in which they are asked, with how often each answered.',
      responses: { 200: '`{ stubs, total }`' },
      handle: (_call, { session }) => ok({ stubs: session.stubs.list(), total: session.stubs.size }),
    },
    {
      method: 'POST',
      path: '/_mock/stubs',
      name: 'addStubs',
      summary: 'Adds one stub, a list, or `{ "stubs": [...] }`: all of them or none.',
      body: {
        schema: {
          oneOf: [
            STUB,
            { type: 'array', items: STUB },
            { type: 'object', required: ['stubs'], properties: { stubs: { type: 'array', items: STUB } } },
          ],
          examples: [{ name: 'greeting', when: { text: { contains: 'hello' } }, respond: { text: 'Hi there' } }],
        },
        ownCheck: true,
      },
      responses: { 201: '`{ stubs: [{ id, name }], warnings }`', 400: 'All that is wrong, each with its path.' },
      handle({ body }, { session }) {
        const { stubs, problems } = checkStubs(body);
        if (problems.some(({ severity }) => severity === 'error')) throw badStubs(problems);
        const added = adding(() => session.stubs.add(stubs, 'api'));
        const warnings = problems.map(told);
        return { status: 201, json: { stubs: added.map(({ id, name }) => ({ id, name })), warnings } };
      },
    },
    {
      method: 'DELETE',
      path: '/_mock/stubs',
      name: 'removeStubs',
      summary: 'Removes all stubs of the session, and forgets counts and scenario states; those of files stay.',
      responses: { 200: '`{ removed }`: how many' },
      handle(_call, { session: { stubs } }) {
        const before = stubs.size;
        stubs.clear();
        return ok({ removed: before - stubs.size });
      },
    },
    {
      method: 'POST',
      path: '/_mock/stubs/reset',
      name: 'resetStubs',
      summary: 'Forgets how often stubs answered, and the states of scenarios; the stubs stay.',
      responses: { 200: '`{ stubs }`: how many there are' },
      handle(_call, { session: { stubs } }) {
        stubs.reset();
        return ok({ stubs: stubs.size });
      },
    },
    {
      method: 'GET',
      path: '/_mock/stubs/unused',
      name: 'unusedStubs',
      summary: 'Stubs that answered nothing yet.',
      responses: { 200: '`{ stubs, total }`' },
      handle(_call, { session }) {
        const stubs = session.stubs.unused();
        return ok({ stubs, total: stubs.length });
      },
    },
    {
      method: 'GET',
      path: '/_mock/stubs/:id',
      name: 'getStub',
      summary: 'One stub.',
      responses: { 200: 'The stub', 404: 'There is none of this id.' },
      handle: ({ params }, world) => ok(stubOf(params['id']!, world)),
    },
    {
      method: 'DELETE',
      path: '/_mock/stubs/:id',
      name: 'removeStub',
      summary: 'Removes one stub of the session.',
      responses: { 200: '`{ removed }`: 1', 404: 'There is none of this id.', 409: 'It stands in a file.' },
      handle({ params }, world) {
        const { id, origin } = stubOf(params['id']!, world);
        if (world.session.stubs.remove(id)) return ok({ removed: 1 });
        throw new ControlError(409, `Stub ${id} stands in ${origin}.`, { hint: 'Take it out of the file.' });
      },
    },
  ],
};

function stubOf(id: string, { session }: World): StubView {
  const found = session.stubs.list().find((stub) => stub.id === id);
  if (found) return found;
  throw new ControlError(404, `There is no stub ${JSON.stringify(id.slice(0, 60))} in session ${session.id}.`, {
    hint: 'GET /_mock/stubs lists those there are.',
  });
}

function adding(add: () => StubView[]): StubView[] {
  try {
    return add();
  } catch (error) {
    if (error instanceof StubError) throw badStubs(error.problems);
    throw error;
  }
}

/** The answer to conditions, stubs or rules that cannot be used. */
export function badStubs(problems: readonly StubProblem[], hint = HINT): ControlError {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new ControlError(400, `${told(errors[0]!).message}${more}`, {
    hint,
    problems: problems.map(told),
  });
}

function told({ path, message, severity }: StubProblem): StubProblem {
  return { path, severity, message: `${placeOf(path)}: ${message}` };
}
