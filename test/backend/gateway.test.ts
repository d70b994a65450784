import { describe, expect, test } from 'vitest';
import { resolveModel } from '../../src/backend/catalogue.ts';
import { planningOf, throughGateway } from '../../src/backend/gateway.ts';
import { ApiError } from '../../src/errors.ts';
import type { MessagesRequest } from '../../src/message/request.ts';

const HARD = `Design and implement a migration, step by step: compare the trade-offs and prove it correct. ${'word '.repeat(160)}`;
const ask = (content: string, changes: object = {}): MessagesRequest =>
  ({ messages: [{ role: 'user', content }], ...changes }) as MessagesRequest;
const TAGS = [
  { name: 'writing', description: 'Poems, letters and stories', models: ['w/large', 'w/small'] },
  { name: 'code', description: 'Programs, migrations and databases', models: ['c/large', 'c/middle', 'c/small'] },
];

describe('tags', () => {
  test('choose by the words of the question, and the model by how hard it is', () => {
    const chosen = (question: string) => throughGateway(ask(question, { gateway: { tags: TAGS } })).model;
    expect(chosen('Write one of your poems')).toBe('w/small');
    expect(chosen('A list of databases, please')).toBe('c/small');
    expect(chosen(`${HARD} databases`)).toBe('c/large');
    expect(chosen('Hello')).toBe('w/small');
  });

  test('leave a named model alone unless one of them fits', () => {
    const chosen = (question: string) =>
      throughGateway(ask(question, { model: 'x/own', gateway: { tags: TAGS } })).model;
    expect(chosen('Hello')).toBe('x/own');
    expect(chosen('Tell me stories')).toBe('w/small');
  });

  test('without models choose nothing', () => {
    expect(throughGateway(ask('Hello', { gateway: { tags: [{ name: 'code' }] } })).model).toBe('unknown');
  });
});

describe('gateway.only', () => {
  const only = (model: string, providers: string[]) =>
    throughGateway(ask('Hi', { model, gateway: { only: providers } }));

  test('lets a provider of the model answer', () => {
    for (const provider of ['bedrock', 'Anthropic', 'vertex']) {
      expect(only('anthropic/claude-sonnet-4.6', [provider]).model).toBe('anthropic/claude-sonnet-4.6');
    }
    expect(() => only('claude-sonnet-4-6:planning:openai/gpt-5-mini', ['anthropic'])).not.toThrow();
    expect(only('openai/gpt-5-mini', ['anthropic', 'openai']).model).toBe('openai/gpt-5-mini');
  });

  test('that leaves nobody is a 404', () => {
    expect(() => only('openai/gpt-5-mini', ['bedrock'])).toThrow(ApiError);
    expect(() => only('openai/gpt-5-mini', ['bedrock'])).toThrow(/gateway\.only/);
  });
});

describe('planning', () => {
  const PLANNED = 'anthropic/claude-sonnet-4.6:planning:openai/gpt-5-mini';
  const planned = (question: string, model = PLANNED, gateway = {}) =>
    planningOf(ask(question, { model, gateway }), (id) => resolveModel(id));

  test('runs when a planner is named and the question is hard', () => {
    const usage = planned(HARD)!;
    expect(usage.total_tokens).toBe(usage.prompt_tokens + usage.completion_tokens);
    expect(usage.prompt_tokens).toBeGreaterThan(100);
    // gpt-5-mini: $0.25 and $2 per million tokens.
    expect(usage.cost).toBeCloseTo((usage.prompt_tokens * 0.25 + usage.completion_tokens * 2) / 1e6, 9);
  });

  test('does not run for an easy question, nor without a planner', () => {
    expect(planned('Hello')).toBeUndefined();
    expect(planned(HARD, 'anthropic/claude-sonnet-4.6')).toBeUndefined();
  });

  test('runs above the score that the request names', () => {
    expect(planned('Hello', PLANNED, { planningTriggerScore: 0 })).toBeDefined();
    expect(planned(HARD, PLANNED, { planningTriggerScore: 1 })).toBeUndefined();
  });
});

test('a gateway of a hundred thousand entries is read in no time', () => {
  const many = <T>(entry: T): T[] => Array.from({ length: 100_000 }, () => entry);
  const question = 'Which of these words is it? '.repeat(700);
  const gateway = {
    only: [...many('nobody')],
    tags: many({ name: 'other', description: 'nothing fitting', models: ['a/b'] }),
    redact: { custom: many('word'), email: true },
  };
  expect(() => throughGateway(ask(question, { gateway }))).toThrow(/gateway\.only/);
  const { model } = throughGateway(ask(question, { gateway: { ...gateway, only: [] } }));
  expect(model).toBe('a/b');
}, 2000);

test('a request without a gateway passes as it is', () => {
  const request = ask('Hello', { model: 'a/b' });
  expect(throughGateway(request)).toBe(request);
});

describe('what is not needed', () => {
  const model = 'anthropic/claude-sonnet-4.6';
  const tools = [{ name: 'send_mail', description: 'Sends a letter', input_schema: { type: 'object' } }];

  test('is left out when the gateway is told to, and only then', () => {
    const talk = ask('', {
      model,
      tools,
      messages: [
        { role: 'user', content: 'Tell me about rivers.' },
        { role: 'assistant', content: 'They flow.' },
        { role: 'user', content: 'Write a poem for Anna.' },
      ],
    });
    const through = (gateway: object) => throughGateway({ ...talk, gateway });
    expect(through({})).toMatchObject({ tools, messages: talk.messages });
    expect(through({ toolOptimization: {} })).not.toHaveProperty('tools');
    expect(through({ chatHistoryCompression: {} }).messages).toHaveLength(1);
    expect(through({ chatHistoryOptimization: {} }).messages).toHaveLength(1);
  });

  test('for a picture does not matter: the model for pictures makes it', () => {
    const chosen = (question: string) =>
      throughGateway(ask(question, { model, gateway: { imageGenerationModel: 'google/painter', tags: TAGS } })).model;
    expect(chosen('Draw a river')).toBe('google/painter');
    expect(chosen('Describe a river')).toBe(model);
  });
});
