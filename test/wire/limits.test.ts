import { describe, expect, test } from 'vitest';
import type { Options } from '../../src/config.ts';
import type { Mock } from '../../src/mock.ts';
import { ask, type Body, DOORS, type DoorName, mockOf, post } from '../support/wire.ts';

const NOON = Date.UTC(2026, 2, 1, 12);
const ORG = '5d0ab1e0-5d0a-4b1e-a5d0-ab1e5d0ab1e5';

/** A mock with limits, at noon, where no time passes by itself. */
function limited(options: Partial<Options>): Mock {
  const mock = mockOf(options);
  mock.clock.freeze(NOON);
  return mock;
}

/** Status, what headers say of limits, and the error. */
async function say(mock: Mock, door: DoorName, body: Body = {}, headers: Record<string, string> = {}) {
  const response = await post(mock, door, ask(door, body), headers);
  const told = Object.entries(response.headers as Record<string, string>).filter(([name]) =>
    /ratelimit|retry-after/.test(name),
  );
  const json = body['stream'] && response.status === 200 ? {} : JSON.parse(response.text);
  return { status: response.status, told: Object.fromEntries(told), json, error: json.error };
}

const statuses = async (times: number, ...how: Parameters<typeof say>): Promise<number[]> => {
  const all: number[] = [];
  while (all.length < times) all.push((await say(...how)).status);
  return all;
};

const requestHeaders = (limit: number, remaining: number, reset: string) => ({
  'anthropic-ratelimit-requests-limit': String(limit),
  'anthropic-ratelimit-requests-remaining': String(remaining),
  'anthropic-ratelimit-requests-reset': reset,
});

describe('without limits', () => {
  test.each(['anthropic', 'openrouter', 'llm-router'] as const)('%s replies say nothing of them', async (door) => {
    const mock = limited({});
    expect((await say(mock, door)).told).toEqual({});
    expect(mock.session('default').context.limits).toBeUndefined();
  });
});

describe.each(['anthropic', 'llm-router'] as const)('requests per minute on %s', (door) => {
  test('are in the headers of every reply, stream or not', async () => {
    const mock = limited({ requestsPerMinute: 3 });
    expect((await say(mock, door)).told).toEqual(requestHeaders(3, 2, '2026-03-01T12:00:20Z'));
    expect((await say(mock, door, { stream: true })).told).toEqual(requestHeaders(3, 1, '2026-03-01T12:00:40Z'));
  });

  test('that are too many are refused until the time that retry-after says', async () => {
    const mock = limited({ requestsPerMinute: 3 });
    expect(await statuses(3, mock, door)).toEqual([200, 200, 200]);
    mock.clock.advance(500);
    const { status, told, error } = await say(mock, door);
    expect(status).toBe(429);
    // 19.5 seconds, rounded up.
    expect(told).toEqual({ 'retry-after': '20', ...requestHeaders(3, 0, '2026-03-01T12:01:00Z') });
    const model = door === 'anthropic' ? 'claude-sonnet-4-6' : expect.any(String);
    expect(error).toEqual({ type: 'rate_limit_error', message: expect.stringContaining('3 requests per minute') });
    if (door === 'anthropic')
      expect(error.message).toBe(
        `This request would exceed your organization's rate limit of 3 requests per minute (org: ${ORG}, model: ${model}). ` +
          'For details, refer to: https://docs.claude.com/en/api/rate-limits.',
      );
    mock.clock.advance(19_499);
    expect((await say(mock, door)).status).toBe(429);
    mock.clock.advance(1);
    expect(await statuses(2, mock, door)).toEqual([200, 429]);
  });
});

describe('rates', () => {
  test('are those of a key, a model in whichever spelling, and a service', async () => {
    const mock = limited({ requestsPerMinute: 1 });
    expect(await statuses(2, mock, 'anthropic')).toEqual([200, 429]);
    expect((await say(mock, 'anthropic', {}, { 'x-api-key': 'another' })).status).toBe(200);
    expect((await say(mock, 'anthropic', { model: 'claude-haiku-4-5' })).status).toBe(200);
    expect((await say(mock, 'anthropic', { model: 'claude-haiku-4-5-20251001' })).status).toBe(429);
    expect((await say(mock, 'openrouter', {}, { authorization: 'Bearer sk-ant-test' })).status).toBe(200);
  });

  test('are those of a session, which begins anew when it is reset or given a limit', async () => {
    const mock = limited({ requestsPerMinute: 1 });
    expect(await statuses(2, mock, 'anthropic')).toEqual([200, 429]);
    expect(await statuses(2, mock, 'anthropic', {}, { 'x-mock-session': 'other' })).toEqual([200, 429]);
    mock.setOptions({ seed: 'other' });
    expect((await say(mock, 'anthropic')).status).toBe(429);
    mock.setOptions({ requestsPerMinute: 2 });
    expect(await statuses(3, mock, 'anthropic')).toEqual([200, 200, 429]);
    mock.setOptions({ requestsPerMinute: 0 });
    expect(await statuses(3, mock, 'anthropic')).toEqual([200, 200, 200]);
    mock.reset();
    expect(await statuses(2, mock, 'anthropic')).toEqual([200, 429]);
  });

  test('do not count what was refused: by the service, by a stub, by a fault', async () => {
    const mock = limited({ requestsPerMinute: 2, inputTokensPerMinute: 100_000 });
    expect((await say(mock, 'anthropic', { max_tokens: 'many' })).told).toEqual({});
    const failed = await say(mock, 'anthropic', {}, { 'x-mock-fault': 'error(type=overloaded)' });
    expect(failed.status).toBe(529);
    expect(failed.told).toMatchObject(requestHeaders(2, 2, '2026-03-01T12:00:00Z'));
    mock.stub({ respond: { error: 'overloaded' } });
    expect(await statuses(3, mock, 'anthropic')).toEqual([529, 529, 529]);
    mock.stubs.clear();
    expect(await statuses(3, mock, 'anthropic')).toEqual([200, 200, 429]);
  });

  test('leave token counts and model lists alone', async () => {
    const mock = limited({ requestsPerMinute: 1 });
    expect(await statuses(2, mock, 'anthropic')).toEqual([200, 429]);
    const { headers } = DOORS.anthropic;
    const counted = await mock.fetch('/v1/messages/count_tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ ...ask('anthropic'), max_tokens: undefined }),
    });
    expect(counted.status).toBe(200);
    expect((await mock.fetch('/v1/models', { headers })).status).toBe(200);
  });

  test('are told by a stub as it likes', async () => {
    const mock = limited({ requestsPerMinute: 9 });
    mock.stub({ respond: { text: 'Hi', headers: { 'anthropic-ratelimit-requests-remaining': '1' } } });
    expect((await say(mock, 'anthropic')).told).toEqual(requestHeaders(9, 1, '2026-03-01T12:00:07Z'));
  });
});

describe('tokens per minute', () => {
  test('of input are taken before the answer, and flow back', async () => {
    const mock = limited({ inputTokensPerMinute: 1000 });
    const messages = [{ role: 'user', content: 'river '.repeat(580) }];
    const first = await say(mock, 'anthropic', { messages });
    const used = first.json.usage.input_tokens as number;
    expect(used).toBeGreaterThan(500);
    const { status, told, error } = await say(mock, 'anthropic', { messages });
    expect(status).toBe(429);
    expect(error.message).toContain('rate limit of 1,000 input tokens per minute');
    const reset = new Date(Math.ceil((NOON + used * 60) / 1000) * 1000).toISOString().replace('.000', '');
    const rounded = 1000 - used < 500 ? '0' : '1000';
    expect(told).toEqual({
      'retry-after': String(Math.ceil(((2 * used - 1000) * 60) / 1000)),
      'anthropic-ratelimit-tokens-limit': '1000',
      'anthropic-ratelimit-tokens-remaining': rounded,
      'anthropic-ratelimit-tokens-reset': reset,
      'anthropic-ratelimit-input-tokens-limit': '1000',
      'anthropic-ratelimit-input-tokens-remaining': rounded,
      'anthropic-ratelimit-input-tokens-reset': reset,
    });
    mock.clock.advance(Number(told['retry-after']) * 1000);
    expect((await say(mock, 'anthropic', { messages })).status).toBe(200);
  });

  test('of output are charged when the answer is known, into debt if need be', async () => {
    const mock = limited({ outputTokensPerMinute: 60, reply: 'tokens:90' });
    const first = await say(mock, 'anthropic');
    const used = first.json.usage.output_tokens as number;
    expect(used).toBeGreaterThan(60);
    const { status, told, error } = await say(mock, 'anthropic');
    expect(status).toBe(429);
    expect(error.message).toContain('rate limit of 60 output tokens per minute');
    expect(told).toMatchObject({
      'retry-after': String(used - 60 + 1),
      'anthropic-ratelimit-output-tokens-remaining': '0',
    });
    mock.clock.advance((used - 60) * 1000 + 999);
    expect((await say(mock, 'anthropic')).status).toBe(429);
    mock.clock.advance(1);
    expect((await say(mock, 'anthropic')).status).toBe(200);
  });

  test('of both kinds are added up in the tokens headers, rounded to thousands', async () => {
    const mock = limited({ inputTokensPerMinute: 40_000, outputTokensPerMinute: 8000 });
    mock.stub({ respond: { text: 'Hi', usage: { input_tokens: 2600, output_tokens: 800 } } });
    expect((await say(mock, 'anthropic')).told).toEqual({
      'anthropic-ratelimit-tokens-limit': '48000',
      'anthropic-ratelimit-tokens-remaining': '45000',
      'anthropic-ratelimit-tokens-reset': '2026-03-01T12:00:06Z',
      'anthropic-ratelimit-input-tokens-limit': '40000',
      'anthropic-ratelimit-input-tokens-remaining': '37000',
      'anthropic-ratelimit-input-tokens-reset': '2026-03-01T12:00:04Z',
      'anthropic-ratelimit-output-tokens-limit': '8000',
      'anthropic-ratelimit-output-tokens-remaining': '7000',
      'anthropic-ratelimit-output-tokens-reset': '2026-03-01T12:00:06Z',
    });
  });
});

describe('limits on OpenRouter', () => {
  test('per minute are those of all its providers; replies that succeed say nothing of them', async () => {
    const mock = limited({ requestsPerMinute: 2 });
    expect((await say(mock, 'openrouter')).told).toEqual({});
    await say(mock, 'openrouter');
    const { status, told, json } = await say(mock, 'openrouter');
    expect(status).toBe(429);
    expect(told).toEqual({ 'retry-after': '30' });
    expect(json).toMatchObject({
      error: {
        type: 'rate_limit_error',
        error_type: 'rate_limit_exceeded',
        message: 'All providers for anthropic/claude-sonnet-4.6 are at capacity. Retry after 30 seconds.',
        availability: { code: 'capacity_exhausted', retryable: true, retry_after: 30 },
      },
      request_id: expect.stringMatching(/^gen-/),
    });
    mock.clock.advance(30_000);
    expect((await say(mock, 'openrouter')).status).toBe(200);
  });

  test('of free models hold for all of them and all keys, and end with the minute or the day', async () => {
    const mock = limited({ freePerMinute: 2, freePerDay: 3 });
    mock.clock.advance(15_000);
    const free = { model: 'meta-llama/llama-3.3-70b-instruct:free' };
    expect((await say(mock, 'openrouter', free)).told).toEqual({});
    expect(
      (await say(mock, 'openrouter', { model: 'some/other:free' }, { authorization: 'Bearer other' })).status,
    ).toBe(200);
    const minute = await say(mock, 'openrouter', free);
    expect(minute.status).toBe(429);
    expect(minute.error.message).toBe('Rate limit exceeded: free-models-per-min. ');
    expect(minute.told).toEqual({
      'x-ratelimit-limit': '2',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(NOON + 60_000),
    });
    expect(minute.json.metadata).toEqual({
      headers: {
        'X-RateLimit-Limit': '2',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': String(NOON + 60_000),
      },
    });
    expect((await say(mock, 'openrouter')).status).toBe(200);
    mock.clock.advance(45_000);
    expect((await say(mock, 'openrouter', free)).status).toBe(200);
    const day = await say(mock, 'openrouter', free);
    expect(day.error.message).toBe(
      'Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day',
    );
    expect(day.told['x-ratelimit-reset']).toBe(String(Date.UTC(2026, 2, 2)));
    mock.clock.advance(12 * 3600_000);
    expect((await say(mock, 'openrouter', free)).status).toBe(200);
  });

  test('of free models do not count what a stub refuses', async () => {
    const mock = limited({ freePerDay: 1 });
    const free = { model: 'some/model:free' };
    mock.stub({ respond: { error: 'overloaded' } });
    expect(await statuses(2, mock, 'openrouter', free)).toEqual([529, 529]);
    mock.stubs.clear();
    expect(await statuses(2, mock, 'openrouter', free)).toEqual([200, 429]);
  });
});

describe('credits', () => {
  test('on OpenRouter go down by the cost of each answer, to the last token', async () => {
    const mock = limited({ credits: 1, reply: 'tokens:50' });
    const { json } = await say(mock, 'openrouter');
    const { cost, input_tokens } = json.usage;
    // The prompt costs 3 dollars a million, the answer 15.
    const left = Math.round((1 - cost) * 1e10);
    const affordable = Math.floor((left - input_tokens * 30_000) / 150_000);
    const refused = await say(mock, 'openrouter', { max_tokens: affordable + 1, stream: true });
    expect(refused.status).toBe(402);
    expect(refused.json).toMatchObject({
      error: {
        type: 'billing_error',
        error_type: 'payment_required',
        message:
          'This request requires more credits, or fewer max_tokens. ' +
          `You requested up to ${affordable + 1} tokens, but can only afford ${affordable}. ` +
          'To increase, visit https://openrouter.ai/settings/credits and add more credits',
      },
    });
    expect((await say(mock, 'openrouter', { max_tokens: affordable })).status).toBe(200);
  });

  test('on OpenRouter must pay for the longest answer of the model where max_tokens is absent', async () => {
    const mock = limited({ credits: 0.5 });
    const { status, error } = await say(mock, 'openrouter', { max_tokens: undefined });
    expect(status).toBe(402);
    expect(error.message).toMatch(/You requested up to (64000|128000) tokens, but can only afford 33\d\d\d\./);
  });

  test('that are used up, or do not pay for the prompt, have words of their own', async () => {
    const mock = limited({ credits: 0.00001 });
    const prompt = await say(mock, 'openrouter');
    expect(prompt.error.message).toMatch(/^Prompt tokens limit exceeded: \d+ > 3\. To increase, visit /);
    mock.setOptions({ credits: 0 });
    const empty = await say(mock, 'openrouter');
    expect([empty.status, empty.error.message]).toEqual([
      402,
      'Insufficient credits. Add more using https://openrouter.ai/credits',
    ]);
    expect((await say(mock, 'openrouter', { model: 'some/model:free' })).status).toBe(200);
  });

  test('on Anthropic are refused with 400 once nothing is left', async () => {
    const mock = limited({ credits: 0.0001 });
    expect((await say(mock, 'anthropic')).status).toBe(200);
    const { status, error } = await say(mock, 'anthropic');
    expect(status).toBe(400);
    expect(error).toMatchObject({
      type: 'invalid_request_error',
      message: expect.stringMatching(/^Your credit balance is too low to access the Anthropic API\./),
    });
    mock.setOptions({ credits: -1 });
    expect((await say(mock, 'anthropic')).status).toBe(200);
  });
});

describe('requests at the same time', () => {
  test.each([
    ['anthropic', 'Overloaded'],
    ['openrouter', 'Provider is temporarily overloaded'],
  ] as const)('that are too many find %s overloaded, until a reply has left', async (door, words) => {
    const mock = limited({ concurrentRequests: 1, ttft: 1000 });
    const { path, headers } = DOORS[door];
    const body = JSON.stringify(ask(door, { stream: true }));
    const send = () =>
      mock.fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
    // A stream's headers come at once, its events when time passes.
    const first = await send();
    const refused = await say(mock, door);
    expect([refused.status, refused.error.type, refused.error.message]).toEqual([529, 'overloaded_error', words]);
    expect(refused.told).toEqual({});
    // More than a second: the time at which it was stopped may have a fraction.
    mock.clock.advance(2000);
    await first.text();
    const third = await send();
    expect(third.status).toBe(200);
    // Who goes away leaves a place as well.
    const left = new Promise<void>((done) => mock.onExchange(() => done()));
    await third.body?.cancel();
    await left;
    expect((await send()).status).toBe(200);
    await mock.close();
  });
});

describe('whatever a stub tells as usage,', () => {
  test('limits go on: what is no number counts as nothing', async () => {
    const mock = limited({ outputTokensPerMinute: 10_000, credits: 1 });
    const usage = { input_tokens: 1, output_tokens: 1, cache_creation_input_tokens: 'many' };
    const events = [
      { type: 'message_start', message: { id: 'm', role: 'assistant', content: [], model: 'm', usage } },
      // JSON's way to infinity.
      'event: message_delta\ndata: {"type":"message_delta","delta":{},"usage":{"output_tokens":1e999}}\n\n',
      { type: 'message_stop' },
    ];
    mock.stub({ respond: { events } });
    expect(await statuses(3, mock, 'anthropic', { stream: true })).toEqual([200, 200, 200]);
    expect((await say(mock, 'anthropic', { stream: true })).told).toMatchObject({
      'anthropic-ratelimit-output-tokens-remaining': '10000',
    });
  });
});
