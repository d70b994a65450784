import { describe, expect, test } from 'vitest';
import { replyViolations } from '../../src/contract/validator.ts';
import { readEvents } from '../support/sse.ts';
import { ask, messageOf, mockOf, post, refusalOf } from '../support/wire.ts';

const ON = { 'x-openrouter-metadata': 'Enabled' };
/** Accepted by the router, refused by the model's provider. */
const REFUSED = ask('openrouter', {
  messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'none' }] }],
});
const NOBODY = ask('openrouter', { provider: { only: ['openai'] } });

describe('openrouter_metadata', () => {
  test.each([
    ['X-OpenRouter-Metadata', 'enabled'],
    ['X-OpenRouter-Metadata', 'ENABLED'],
    ['X-OpenRouter-Experimental-Metadata', 'enabled'],
  ])('is in the message with %s: %s', async (name, value) => {
    const message = await messageOf(mockOf(), 'openrouter', ask('openrouter'), { [name]: value });
    expect(message['openrouter_metadata']).toMatchObject({ strategy: 'direct', attempt: 1 });
    expect(await replyViolations('openrouter', 'response', message)).toEqual([]);
  });

  test.each<Record<string, string>>([{}, { 'x-openrouter-metadata': 'disabled' }, { 'x-openrouter-metadata': 'yes' }])(
    'is not there with %j',
    async (headers) => {
      expect(await messageOf(mockOf(), 'openrouter', ask('openrouter'), headers)).not.toHaveProperty(
        'openrouter_metadata',
      );
    },
  );

  test('is in message_stop of a stream and nowhere before', async () => {
    const { text } = await post(mockOf(), 'openrouter', ask('openrouter', { stream: true }), ON);
    const events = readEvents(text);
    expect(events.at(-1)).toMatchObject({
      type: 'message_stop',
      openrouter_metadata: { requested: expect.any(String) },
    });
    expect(JSON.stringify(events.slice(0, -1))).not.toContain('openrouter_metadata');
    for (const event of events) expect(await replyViolations('openrouter', 'stream-event', event)).toEqual([]);
  });

  test('does not leak between requests of the same body with and without the header', async () => {
    const mock = mockOf();
    const has = async (headers = {}) =>
      'openrouter_metadata' in (await messageOf(mock, 'openrouter', ask('openrouter'), headers));
    expect([await has(), await has(ON), await has(), await has(ON)]).toEqual([false, true, false, true]);
  });

  test('belongs to OpenRouter alone', async () => {
    expect(await messageOf(mockOf(), 'anthropic', ask('anthropic'), ON)).not.toHaveProperty('openrouter_metadata');
  });

  test('is in a refusal once the router has begun, and not before', async () => {
    const upstream = await refusalOf(mockOf(), 'openrouter', REFUSED, ON);
    expect(upstream.body).toMatchObject({
      openrouter_metadata: { attempts: [{ provider: 'Anthropic', status: 400 }] },
    });
    const schema = await refusalOf(mockOf(), 'openrouter', ask('openrouter', { max_tokens: 'many' }), ON);
    expect(schema.body).not.toHaveProperty('openrouter_metadata');
    const unasked = await refusalOf(mockOf(), 'openrouter', REFUSED);
    expect(unasked.body).not.toHaveProperty('openrouter_metadata');
  });
});

describe('routing', () => {
  test('shows in provider and in model', async () => {
    const body = ask('openrouter', { provider: { only: ['google-vertex', 'openai'] }, models: ['openai/gpt-5-mini'] });
    expect(await messageOf(mockOf(), 'openrouter', body)).toMatchObject({ provider: 'Google' });
    const fallback = { ...body, provider: { only: ['openai'] } };
    expect(await messageOf(mockOf(), 'openrouter', fallback)).toMatchObject({
      provider: 'OpenAI',
      model: 'openai/gpt-5-mini',
    });
  });

  test('that leaves no provider is a 404 with its availability, also to a stream', async () => {
    for (const stream of [false, true]) {
      const { status, body } = await refusalOf(mockOf(), 'openrouter', { ...NOBODY, stream }, ON);
      expect(status).toBe(404);
      expect(body).toMatchObject({
        error: { type: 'not_found_error', error_type: 'not_found', availability: { code: 'constraint_filtered' } },
        request_id: expect.stringMatching(/^gen-/),
        openrouter_metadata: { attempt: 0 },
      });
      expect(await replyViolations('openrouter', 'error', body)).toEqual([]);
    }
  });

  test('to a model nobody knows is a 400 with its availability where models are strict', async () => {
    const body = ask('openrouter', { model: 'acme/unheard-of' });
    const refusal = await refusalOf(mockOf({ strictModels: true }), 'openrouter', body);
    expect(refusal.status).toBe(400);
    expect(refusal.body).toMatchObject({
      error: { availability: { code: 'model_not_found', retryable: false, requested_models: ['acme/unheard-of'] } },
      request_id: null,
    });
    expect(await replyViolations('openrouter', 'error', refusal.body)).toEqual([]);
  });

  test('by a router names the concrete model', async () => {
    for (const router of ['auto', 'auto-beta', 'free', 'pareto-code', 'fusion', 'bodybuilder']) {
      const message = await messageOf(mockOf(), 'openrouter', ask('openrouter', { model: `openrouter/${router}` }), ON);
      expect(message.model).toMatch(/^(anthropic|openai|google|deepseek|moonshotai)\//);
      expect(message['openrouter_metadata']).toMatchObject({ requested: `openrouter/${router}` });
      expect(await replyViolations('openrouter', 'response', message)).toEqual([]);
    }
  });

  test('of a model nobody knows has a provider that the contract lists', async () => {
    const message = await messageOf(mockOf(), 'openrouter', ask('openrouter', { model: 'acme/unheard-of' }));
    expect(await replyViolations('openrouter', 'response', message)).toEqual([]);
  });
});

describe('the bill', () => {
  test('is the same in a stream, in its message_delta, and in JSON', async () => {
    const { usage } = await messageOf(mockOf(), 'openrouter', ask('openrouter'));
    const events = readEvents((await post(mockOf(), 'openrouter', ask('openrouter', { stream: true }))).text);
    const delta = events.find(({ type }) => type === 'message_delta');
    const { cost, cost_details, is_byok } = usage;
    expect(delta).toMatchObject({ usage: { cost, cost_details, is_byok } });
    // A Sonnet: $3 and $15 per million tokens.
    expect(cost).toBeCloseTo((usage.input_tokens * 3 + usage.output_tokens * 15) / 1e6, 9);
    expect(is_byok).toBe(false);
  });

  test('counts web searches, and each costs a cent', async () => {
    const search = ask('openrouter', {
      tools: [{ type: 'openrouter:web_search' }],
      messages: [{ role: 'user', content: 'Search the web for news about rivers.' }],
    });
    const { usage } = await messageOf(mockOf(), 'openrouter', search);
    expect(usage.server_tool_use).toMatchObject({ web_search_requests: 1 });
    expect(usage['cost']).toBeCloseTo((usage.input_tokens * 3 + usage.output_tokens * 15) / 1e6 + 0.01, 9);
    const events = readEvents((await post(mockOf(), 'openrouter', { ...search, stream: true })).text);
    const { server_tool_use, cost } = usage;
    expect(events.find(({ type }) => type === 'message_delta')).toMatchObject({ usage: { server_tool_use, cost } });
  });

  test('is nothing for a free variant', async () => {
    for (const model of ['deepseek/deepseek-chat-v3.1:free', 'acme/unheard-of:free', 'openrouter/free']) {
      const { usage } = await messageOf(mockOf(), 'openrouter', ask('openrouter', { model }));
      expect(usage['cost']).toBe(0);
    }
  });
});

test('every response of the Messages endpoint carries the generation id', async () => {
  const bodies = [
    ask('openrouter'),
    ask('openrouter', { stream: true }),
    NOBODY,
    ask('openrouter', { max_tokens: 'x' }),
  ];
  for (const body of bodies) {
    const { headers } = await post(mockOf(), 'openrouter', body);
    expect(headers['x-generation-id']).toMatch(/^gen-\d{10}-\w{20}$/);
  }
});
