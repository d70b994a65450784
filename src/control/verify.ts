/** Operations that hold the requests that came against what was expected. */
import type { Budget } from '../journal/totals.ts';
import { verifyBudget } from '../journal/totals.ts';
import type { Verification } from '../journal/verification.ts';
import { type Expectation, verify } from '../journal/verify.ts';
import { verifyOrder } from '../journal/verify-order.ts';
import { type ToolCallExpectation, verifyToolCalls } from '../journal/verify-tool-calls.ts';
import { verifyNoUnmatched } from '../journal/verify-unmatched.ts';
import type { When } from '../stubs/stub.ts';
import { checkText, checkWhen } from './check-when.ts';
import { ControlError } from './control-error.ts';
import type { Operation, Result, Theme } from './operation.ts';

const COUNT = { type: 'integer', minimum: 0 };
const RESPONSES: Operation['responses'] = {
  200: '`{ ok: true, message, matched }`',
  400: 'The expectation itself is wrong: where, and how.',
  422: '`{ ok: false, message, matched, nearest, failed }`: what came instead',
};

export const VERIFY: Theme = {
  name: 'verify',
  summary: 'Did the requests come that should have?',
  operations: [
    {
      method: 'POST',
      path: '/_mock/verify',
      name: 'verify',
      summary: 'As many requests as expected match the conditions: at least one, unless it says otherwise.',
      body: {
        schema: {
          type: 'object',
          additionalProperties: false,
          properties: {
            when: { type: 'object', description: 'Conditions, as in a stub.' },
            filter: { type: 'object', description: 'Filters, as in GET /_mock/requests.' },
            times: COUNT,
            atLeast: COUNT,
            atMost: COUNT,
          },
          examples: [{ when: { text: 'hello' }, times: 1 }],
        },
      },
      responses: RESPONSES,
      handle({ body }, { session }) {
        const expectation = body as Expectation;
        const { when, times, atLeast, atMost } = expectation;
        if (times !== undefined && (atLeast !== undefined || atMost !== undefined)) {
          throw new ControlError(400, 'times: expected without atLeast and atMost.', {
            hint: 'times is both of them.',
          });
        }
        if (when !== undefined) checkWhen(when, ['when']);
        return verdict(verify(session.journal, expectation));
      },
    },
    {
      method: 'POST',
      path: '/_mock/verify/order',
      name: 'verifyOrder',
      summary: 'Requests came that match these conditions one after the other; others may lie between.',
      body: {
        schema: {
          type: 'object',
          required: ['order'],
          additionalProperties: false,
          properties: { order: { type: 'array', minItems: 1, maxItems: 1000, items: { type: 'object' } } },
          examples: [{ order: [{ text: 'search' }, { toolResult: true }] }],
        },
      },
      responses: RESPONSES,
      handle({ body }, { session }) {
        const { order } = body as { order: When[] };
        for (const [index, when] of order.entries()) checkWhen(when, ['order', index]);
        return verdict(verifyOrder(session.journal, order));
      },
    },
    {
      method: 'POST',
      path: '/_mock/verify/unmatched',
      name: 'verifyNoUnmatched',
      summary: 'Every request that reached the stubs was answered by one.',
      responses: { 200: RESPONSES[200]!, 422: RESPONSES[422]! },
      handle: (_call, { session }) => verdict(verifyNoUnmatched(session.journal)),
    },
    {
      method: 'POST',
      path: '/_mock/verify/tool-calls',
      name: 'verifyToolCalls',
      summary: 'The replies called these tools with these arguments, in this order; other calls may lie between.',
      body: {
        schema: {
          type: 'object',
          required: ['calls'],
          additionalProperties: false,
          properties: {
            calls: {
              type: 'array',
              minItems: 1,
              maxItems: 1000,
              items: {
                type: 'object',
                required: ['name'],
                additionalProperties: false,
                properties: {
                  name: { type: 'string', minLength: 1, description: 'With * and ?.' },
                  input: { type: 'object', description: 'A part of the arguments.' },
                  inputMatches: { type: 'object', description: 'Texts that arguments fit, as in conditions.' },
                  times: COUNT,
                },
              },
            },
          },
          examples: [{ calls: [{ name: 'search', input: { query: 'rivers' } }, { name: 'answer' }] }],
        },
      },
      responses: RESPONSES,
      handle({ body }, { session }) {
        const { calls } = body as { calls: ToolCallExpectation[] };
        for (const [index, { inputMatches = {} }] of calls.entries()) {
          for (const [key, text] of Object.entries(inputMatches))
            checkText(text, ['calls', index, 'inputMatches', key]);
        }
        return verdict(verifyToolCalls(session.journal, calls));
      },
    },
    {
      method: 'POST',
      path: '/_mock/verify/budget',
      name: 'verifyBudget',
      summary: 'No more was used than this.',
      body: {
        schema: {
          type: 'object',
          minProperties: 1,
          additionalProperties: false,
          properties: {
            requests: COUNT,
            inputTokens: COUNT,
            outputTokens: COUNT,
            tokens: { ...COUNT, description: 'All tokens: input, output, read from the cache and written to it.' },
            cost: { type: 'number', minimum: 0, description: 'US dollars.' },
          },
          examples: [{ requests: 10, cost: 0.05 }],
        },
      },
      responses: RESPONSES,
      handle: ({ body }, { session }) => verdict(verifyBudget(session.journal, body as Budget)),
    },
  ],
};

function verdict(verification: Verification): Result {
  return { status: verification.ok ? 200 : 422, json: verification };
}
