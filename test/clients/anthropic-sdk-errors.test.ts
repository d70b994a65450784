import Anthropic, {
  APIError,
  AuthenticationError,
  BadRequestError,
  ContentTooLargeError,
  NotFoundError,
} from '@anthropic-ai/sdk';
import { describe, expect, test } from 'vitest';
import { mockServer } from './mock-server.ts';

const server = mockServer({ apiKey: ['sk-right'], strictModels: true, bodyLimit: 20_000 });

const DOORS = [
  { base: '', model: 'claude-sonnet-4-6' },
  { base: '/api', model: 'anthropic/claude-sonnet-4.6' },
];

/** What a call fails with. Fails itself when the call does not. */
async function errorOf(call: Promise<unknown>): Promise<APIError> {
  const error = await call.then(
    () => new Error('The call did not fail.'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof APIError)) throw error;
  return error;
}

describe.each(DOORS)('an error of the Anthropic SDK on the base URL "$base"', ({ base, model }) => {
  const client = (options: { apiKey?: string; path?: string } = {}) =>
    new Anthropic({
      baseURL: `${server.url()}${base}${options.path ?? ''}`,
      apiKey: options.apiKey ?? 'sk-right',
      maxRetries: 3,
    });
  const ask = { model, max_tokens: 100, messages: [{ role: 'user' as const, content: 'Hello.' }] };

  test('for a bad request is a BadRequestError with the body of the service', async () => {
    const error = await errorOf(client().messages.create({ ...ask, max_tokens: 1.5 }));
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({
      status: 400,
      type: 'invalid_request_error',
      error: { type: 'error', error: { type: 'invalid_request_error', message: error.apiMessage } },
    });
    if (base === '') expect(error.apiMessage).toBe('max_tokens: Input should be a valid integer');
  });

  test('for a wrong key is an AuthenticationError', async () => {
    const error = await errorOf(client({ apiKey: 'sk-wrong' }).messages.create(ask));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ status: 401, type: 'authentication_error' });
  });

  test('for an unknown model has the class that the service gives it', async () => {
    const error = await errorOf(client().messages.create({ ...ask, model: 'nope' }));
    expect(error).toBeInstanceOf(base === '' ? NotFoundError : BadRequestError);
    expect(error.apiMessage).toBe(base === '' ? 'model: nope' : 'nope is not a valid model ID');
  });

  test('for an unknown path is a NotFoundError', async () => {
    const error = await errorOf(client().get('/v1/nowhere'));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ status: 404, type: 'not_found_error' });
  });

  test('for too large a body is a ContentTooLargeError', async () => {
    const messages = [{ role: 'user' as const, content: 'x'.repeat(30_000) }];
    const error = await errorOf(client().messages.create({ ...ask, messages }));
    expect(error).toBeInstanceOf(ContentTooLargeError);
    expect(error).toMatchObject({ status: 413, type: base === '' ? 'request_too_large' : 'invalid_request_error' });
  });

  test('comes before the first event of a stream as well', async () => {
    const stream = client().messages.stream({ ...ask, max_tokens: 1.5 });
    expect(await errorOf(stream.finalMessage())).toBeInstanceOf(BadRequestError);
  });

  test('names its request', async () => {
    const error = await errorOf(client().messages.create({ ...ask, max_tokens: 1.5 }));
    // OpenRouter has no request-id header: its generation id stands in one of its own.
    if (base === '') expect(error.requestID).toMatch(/^req_011C/);
    else expect(error.headers?.get('x-generation-id')).toMatch(/^gen-/);
    expect(error.error).toHaveProperty('request_id', base === '' ? error.requestID : null);
  });

  test('for a base URL that ends in /v1 tells the mend, after exactly one try', async () => {
    const before = server.exchanges.length;
    const error = await errorOf(client({ path: '/v1' }).messages.create(ask));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.apiMessage).toContain('take the trailing /v1 off the base URL');
    expect(error.headers?.get('x-should-retry')).toBe('false');
    expect(server.exchanges.slice(before).map(({ exchange }) => exchange.received.path)).toEqual([
      `${base}/v1/v1/messages`,
    ]);
  });
});
