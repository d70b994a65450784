import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { ask, DOOR_NAMES, DOORS, messageOf, mockOf, post, refusalOf } from '../support/wire.ts';

describe('keys', () => {
  test.each([
    ['anthropic', 'x-api-key header is required', 'invalid x-api-key'],
    ['openrouter', 'Missing Authentication header', 'Invalid API key'],
    ['llm-router', 'Invalid API key', 'Invalid API key'],
  ] as const)(
    '%s asks for one, takes any, and refuses unknown ones when some are named',
    async (door, missing, invalid) => {
      const key = door === 'anthropic' ? 'x-api-key' : 'authorization';
      const { status, body } = await refusalOf(
        mockOf({ v1Dialect: door === 'llm-router' ? door : 'anthropic' }),
        door,
        ask(door),
        { [key]: '' },
      );
      expect(status).toBe(401);
      if (door !== 'llm-router') expect(body.error).toMatchObject({ type: 'authentication_error', message: missing });
      const strict = mockOf({ apiKey: ['right'] });
      expect((await refusalOf(strict, door, ask(door))).body.error['message']).toBe(invalid);
      const right = { [key]: key === 'x-api-key' ? 'right' : 'Bearer right' };
      expect(
        (
          await post(
            mockOf({ apiKey: ['right'], v1Dialect: door === 'llm-router' ? door : 'anthropic' }),
            door,
            ask(door),
            right,
          )
        ).status,
      ).toBe(200);
    },
  );

  test('come before everything else: a bad body with a bad key is about the key', async () => {
    const { status } = await refusalOf(mockOf({ apiKey: ['right'] }), 'anthropic', '{broken');
    expect(status).toBe(401);
  });

  test('a bearer token opens the Anthropic door as well', async () => {
    const response = await post(mockOf(), 'anthropic', ask('anthropic'), {
      'x-api-key': '',
      authorization: 'Bearer oauth',
    });
    expect(response.status).toBe(200);
  });
});

describe('the version header', () => {
  test('is demanded by Anthropic, also for model lists', async () => {
    const { body } = await refusalOf(mockOf(), 'anthropic', ask('anthropic'), { 'anthropic-version': '' });
    expect(body.error).toEqual({ type: 'invalid_request_error', message: 'anthropic-version: header is required' });
    const models = await request(mockOf().app).get('/v1/models').set('x-api-key', 'k');
    expect(models.body.error.message).toBe('anthropic-version: header is required');
  });

  test('must be one that exists', async () => {
    const { body } = await refusalOf(mockOf(), 'anthropic', ask('anthropic'), { 'anthropic-version': '2020-01-01' });
    expect(body.error['message']).toBe('anthropic-version: "2020-01-01" is not a valid version');
  });
});

describe('LLM Router on the shared path', () => {
  test('is recognised by its gateway, its key, or the option', async () => {
    const anthropic = DOORS.anthropic.headers;
    const byGateway = await post(mockOf(), 'anthropic', ask('anthropic', { gateway: {} }), anthropic);
    expect(JSON.parse(byGateway.text)).not.toHaveProperty('stop_details');
    const byOption = await post(mockOf({ v1Dialect: 'llm-router' }), 'anthropic', ask('anthropic'), anthropic);
    expect(JSON.parse(byOption.text)).not.toHaveProperty('stop_details');
    expect(await messageOf(mockOf(), 'anthropic', ask('anthropic'))).toHaveProperty('stop_details', null);
  });
});

describe('paths', () => {
  test.each(['/v1/v1/messages', '/api/v1/v1/messages'])(
    '%s is told to drop the doubled /v1 and not to try again',
    async (path) => {
      const response = await request(mockOf().app).post(path).send({});
      expect(response.status).toBe(404);
      expect(response.body).toMatchObject({ type: 'error', error: { type: 'not_found_error' } });
      expect(response.body.error.message).toContain('take the trailing /v1 off the base URL');
      expect(response.headers['x-should-retry']).toBe('false');
    },
  );

  test.each([
    ['/messages', 'let its base URL end in /v1'],
    ['/api/messages', 'let its base URL end in /v1'],
    ['/t/mine/messages', 'let its base URL end in /v1'],
    ['//v1/messages', 'Take the trailing slash off the base URL'],
    ['/v1/chat/completions', 'POST /v1/messages (Anthropic, LLM Router)'],
  ])('%s is told what to mend', async (path, mend) => {
    const response = await request(mockOf().app).post(path).send({});
    expect(response.status).toBe(404);
    expect(response.body.error.message).toContain(mend);
  });

  test('an unknown path and a wrong method are refused in the envelope of the dialect', async () => {
    for (const path of ['/nowhere', '/api/v1/nowhere', '/v1/models/%E0%A4']) {
      const { status, body } = await request(mockOf().app).get(path);
      expect(status).toBe(404);
      expect(body).toMatchObject({ type: 'error', error: { message: expect.any(String) } });
    }
    const wrong = await request(mockOf().app).get('/v1/messages');
    expect(wrong.status).toBe(405);
    expect(wrong.headers['allow']).toBe('POST');
  });

  test('the doubled /v1 is told before anything about the body', async () => {
    const response = await request(mockOf().app).post('/v1/v1/messages').type('form').send('a=b');
    expect(response.body.error.message).toContain('take the trailing /v1 off the base URL');
  });

  test('a query is ignored', async () => {
    const response = await request(mockOf().app)
      .post('/v1/messages?beta=true')
      .set(DOORS.anthropic.headers)
      .send(ask('anthropic'));
    expect(response.status).toBe(200);
  });

  test.each(['/', '/api', '/api/hello', '/healthz'])('%s answers probes without a key', async (path) => {
    expect((await request(mockOf().app).get(path)).status).toBe(200);
    const head = await request(mockOf().app).head(path);
    expect([head.status, head.text]).toEqual([200, undefined]);
  });

  test("Claude Code's telemetry is swallowed", async () => {
    expect((await request(mockOf().app).post('/api/event_logging/batch').send({ events: [] })).body).toEqual({});
  });
});

describe('model lists', () => {
  test("Anthropic's is paged, newest first", async () => {
    const get = (query: string) => request(mockOf().app).get(`/v1/models${query}`).set(DOORS.anthropic.headers);
    const first = (await get('?limit=2')).body;
    expect(first).toMatchObject({ has_more: true, data: [{ type: 'model' }, { type: 'model' }] });
    const next = (await get(`?limit=1000&after_id=${first.last_id}`)).body;
    expect(next.data.map(({ id }: { id: string }) => id)).not.toContain(first.last_id);
    expect((await get('?limit=none')).status).toBe(400);
    const dates = [...first.data, ...next.data].map(({ created_at }: { created_at: string }) => created_at);
    expect(dates).toEqual(dates.toSorted().reverse());
  });

  test('one model is shown by id or alias; an unknown one is not found', async () => {
    const get = (id: string) => request(mockOf().app).get(`/v1/models/${id}`).set(DOORS.anthropic.headers);
    expect((await get('claude-sonnet-4-5')).body).toMatchObject({ id: 'claude-sonnet-4-5-20250929', type: 'model' });
    expect((await get('gpt-99')).body.error).toEqual({ type: 'not_found_error', message: 'model: gpt-99' });
  });

  test("OpenRouter's has prices per token as text, and needs no key", async () => {
    const { data } = (await request(mockOf().app).get('/api/v1/models')).body;
    expect(data.find(({ id }: { id: string }) => id === 'anthropic/claude-sonnet-4.6')).toMatchObject({
      pricing: { prompt: '0.000003', completion: '0.000015' },
      context_length: 1_000_000,
    });
  });

  test('added models are listed and known', async () => {
    const mock = mockOf({ strictModels: true, models: ['acme/one', { id: 'claude-next', maxOutput: 10 }] });
    expect((await post(mock, 'openrouter', ask('openrouter', { model: 'acme/one' }))).status).toBe(200);
    const { data } = (await request(mock.app).get('/api/v1/models')).body;
    expect(data.map(({ id }: { id: string }) => id)).toContain('acme/one');
    const { body } = await refusalOf(mock, 'anthropic', ask('anthropic', { model: 'claude-next', max_tokens: 11 }));
    expect(body.error['message']).toContain('max_tokens: 11 > 10');
  });
});

describe('unknown models', () => {
  test.each(DOOR_NAMES)('are taken by %s by default', async (door) => {
    expect(await messageOf(mockOf(), door, ask(door, { model: 'acme/unheard-of' }))).toMatchObject({
      model: 'acme/unheard-of',
    });
  });

  test('are refused by strict models in the words of the dialect', async () => {
    const mock = mockOf({ strictModels: true });
    const anthropic = await refusalOf(mock, 'anthropic', ask('anthropic', { model: 'nope' }));
    expect([anthropic.status, anthropic.body.error]).toEqual([
      404,
      { type: 'not_found_error', message: 'model: nope' },
    ]);
    const openrouter = await refusalOf(mock, 'openrouter', ask('openrouter', { model: 'nope' }));
    expect([openrouter.status, openrouter.body.error['message']]).toEqual([400, 'nope is not a valid model ID']);
  });
});

describe('refusals', () => {
  test("Anthropic's name the place and the fault in its own words", async () => {
    const words = async (changes: Record<string, unknown>) =>
      (await refusalOf(mockOf(), 'anthropic', ask('anthropic', changes))).body.error['message'];
    expect(await words({ max_tokens: undefined })).toBe('max_tokens: Field required');
    expect(await words({ nonsense: 1 })).toBe('nonsense: Extra inputs are not permitted');
    expect(await words({ messages: [{ role: 'robot', content: 'x' }] })).toMatch(
      /^messages\.0\.role: Input should be 'user'/,
    );
    expect(await words({ messages: [] })).toBe('messages: at least one message is required');
    expect(await words({ tools: [{ name: 'a b', input_schema: { type: 'object' } }] })).toBe(
      "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
    );
    expect(await words({ thinking: { type: 'enabled', budget_tokens: 1 } })).toBe(
      'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
    );
  });

  test('carry the request id of the header', async () => {
    const { headers, body } = await refusalOf(mockOf(), 'anthropic', ask('anthropic', { messages: [] }));
    expect(headers['request-id']).toMatch(/^req_011C[0-9A-Za-z]{20}$/);
    expect(body.request_id).toBe(headers['request-id']);
  });

  test("OpenRouter's are general, with the violations in metadata and no request id", async () => {
    const { body } = await refusalOf(mockOf(), 'openrouter', ask('openrouter', { max_tokens: 'many', messages: 5 }));
    expect(body).toMatchObject({
      type: 'error',
      error: {
        type: 'invalid_request_error',
        message: 'Invalid Anthropic Messages API request',
        error_type: 'invalid_request',
      },
      request_id: null,
    });
    const { issues } = body.metadata as { issues: { path: string[] }[] };
    expect(issues.map(({ path }) => path)).toEqual(expect.arrayContaining([['max_tokens'], ['messages']]));
  });

  test('list all violations in a header that stays small', async () => {
    const messages = Array.from({ length: 500 }, () => ({ role: 'ロボット', content: 5 }));
    const { headers } = await refusalOf(mockOf(), 'openrouter', ask('openrouter', { messages }));
    const header = headers['x-mock-violations']!;
    expect(header.length).toBeLessThanOrEqual(4100);
    expect(JSON.parse(header).length).toBeGreaterThan(5);
  });

  test('the legacy profile brings back the older limits', async () => {
    const user = 'u'.repeat(129);
    expect((await post(mockOf(), 'openrouter', ask('openrouter', { user, max_tokens: undefined }))).status).toBe(200);
    const { headers } = await refusalOf(
      mockOf({ schemaProfile: 'legacy' }),
      'openrouter',
      ask('openrouter', { user, max_tokens: undefined }),
    );
    expect(headers['x-mock-violations']).toContain('"path":"user"');
    expect(headers['x-mock-violations']).toContain('"path":"max_tokens"');
  });
});

describe('OpenRouter', () => {
  test('names the provider, the cost and the generation', async () => {
    const response = await post(mockOf(), 'openrouter', ask('openrouter'));
    const message = JSON.parse(response.text);
    expect(message).toMatchObject({
      provider: 'Anthropic',
      usage: { is_byok: false, cost_details: { upstream_inference_cost: null } },
    });
    const { input_tokens, output_tokens, cost } = message.usage;
    expect(cost).toBeCloseTo((input_tokens * 3 + output_tokens * 15) / 1e6, 10);
    expect(message.id).toBe(response.headers['x-generation-id']);
    expect(message.id).toMatch(/^gen-\d{10}-\w{20}$/);
  });

  test('can write message ids as in its examples, and end streams with [DONE]', async () => {
    const mock = mockOf({ openrouterId: 'msg', openrouterDone: true });
    const response = await post(mock, 'openrouter', ask('openrouter', { stream: true }));
    expect(response.text).toContain('"id":"msg_01');
    expect(response.text.endsWith('data: {"type":"message_stop"}\n\ndata: [DONE]\n\n')).toBe(true);
    expect((await post(mockOf(), 'openrouter', ask('openrouter', { stream: true }))).text).not.toContain('[DONE]');
  });
});
