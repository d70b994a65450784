import Anthropic, { APIError } from '@anthropic-ai/sdk';
import { describe, expect, test } from 'vitest';
import { mockServer } from './mock-server.ts';

const server = mockServer();

const ASK = {
  model: 'claude-sonnet-4-6',
  max_tokens: 200,
  messages: [{ role: 'user' as const, content: 'Tell me about rivers.' }],
};

type Seen = { ended: string; text: string };

/** What a program sees of a reply: the class of what is thrown with its status and type, or how the message ended and what it says. */
async function seen(fault: string, stream: boolean, changes: object): Promise<Seen> {
  const client = new Anthropic({ baseURL: server.url(), apiKey: 'any', maxRetries: 0, timeout: 500 });
  const headers = { 'x-mock-fault': fault };
  // An abort here means that its own timeout did not end the wait.
  const options = { headers, signal: AbortSignal.timeout(1000) };
  try {
    const message = stream
      ? await client.messages.stream({ ...ASK, ...changes }, options).finalMessage()
      : await client.messages.create({ ...ASK, ...changes }, options);
    // What cannot be parsed as JSON comes as a text.
    if (typeof message === 'string') return { ended: 'a string', text: '' };
    const text = JSON.stringify(message.content ?? 'none').replace(/"(id|tool_use_id)":"[^"]*"/g, '');
    return { ended: message.stop_reason ?? 'no stop reason', text };
  } catch (error) {
    if (!(error instanceof Error)) return { ended: 'something that is no error', text: '' };
    const { status, type } = error instanceof APIError ? error : {};
    const told = [error.constructor.name, status, type].filter((part) => part !== undefined && part !== null);
    return { ended: told.join(' '), text: '' };
  }
}

/** The same in words: whether what a message says is as it was meant. */
async function inWords(fault: string, stream: boolean, changes: object = {}): Promise<string> {
  const { ended, text } = await seen(fault, stream, changes);
  if (text === '' || text === (await seen('', stream, changes)).text) return ended;
  return `${ended}, altered`;
}

/** Fault, what `create` sees, what `stream` sees. The SDK does not try again here. */
const SEEN: [fault: string, json: string, stream: string][] = [
  ['error(type=400)', 'BadRequestError 400 invalid_request_error', 'BadRequestError 400 invalid_request_error'],
  ['error(type=401)', 'AuthenticationError 401 authentication_error', 'AuthenticationError 401 authentication_error'],
  ['error(type=402)', 'PaymentRequiredError 402 billing_error', 'PaymentRequiredError 402 billing_error'],
  ['error(type=403)', 'PermissionDeniedError 403 permission_error', 'PermissionDeniedError 403 permission_error'],
  ['error(type=404)', 'NotFoundError 404 not_found_error', 'NotFoundError 404 not_found_error'],
  ['error(type=408)', 'RequestTimeoutError 408 timeout_error', 'RequestTimeoutError 408 timeout_error'],
  ['error(type=413)', 'ContentTooLargeError 413 request_too_large', 'ContentTooLargeError 413 request_too_large'],
  [
    'error(type=422)',
    'UnprocessableEntityError 422 invalid_request_error',
    'UnprocessableEntityError 422 invalid_request_error',
  ],
  ['error(type=429, retry-after=2s)', 'RateLimitError 429 rate_limit_error', 'RateLimitError 429 rate_limit_error'],
  ['error(type=500)', 'InternalServerError 500 api_error', 'InternalServerError 500 api_error'],
  ['error(type=524)', 'InternalServerError 524 timeout_error', 'InternalServerError 524 timeout_error'],
  ['error(type=529)', 'OverloadedError 529 overloaded_error', 'OverloadedError 529 overloaded_error'],
  ['bad-gateway', 'InternalServerError 502', 'InternalServerError 502'],
  ['latency(for=20ms)', 'end_turn', 'end_turn'],
  ['error-event(type=529, after=3 events)', 'end_turn', 'APIError overloaded_error'],
  ['error-event(type=429, after=content)', 'end_turn', 'APIError rate_limit_error'],
  ['stall(for=30ms)', 'end_turn', 'end_turn'],
  ['stall(after=nothing, for=30ms)', 'end_turn', 'end_turn'],
  ['stall(after=headers, for=30ms)', 'end_turn', 'end_turn'],
  ['stall(after=end, for=30ms)', 'end_turn', 'end_turn'],
  ['slow(per=2ms)', 'end_turn', 'end_turn'],
  ['reset(after=nothing)', 'APIConnectionError', 'APIConnectionError'],
  ['reset(after=headers)', 'TypeError', 'AnthropicError'],
  ['reset(after=120 bytes)', 'TypeError', 'AnthropicError'],
  ['close(after=nothing)', 'APIConnectionError', 'APIConnectionError'],
  ['close(after=headers)', 'TypeError', 'AnthropicError'],
  ['close(after=120 bytes)', 'TypeError', 'AnthropicError'],
  ['truncate(after=headers)', 'SyntaxError', 'AnthropicError'],
  ['truncate(after=half-event)', 'SyntaxError', 'AnthropicError'],
  ['no-stop', 'end_turn', 'AnthropicError'],
  ['bad-json', 'end_turn', 'AnthropicError'],
  ['drop-event', 'end_turn', 'end_turn, altered'],
  ['drop-event(event=message_start)', 'end_turn', 'AnthropicError'],
  ['drop-event(event=content_block_start)', 'end_turn', 'AnthropicError'],
  ['drop-event(event=content_block_stop)', 'end_turn', 'end_turn'],
  ['drop-event(event=message_delta)', 'end_turn', 'no stop reason'],
  ['drop-event(event=message_stop)', 'end_turn', 'AnthropicError'],
  ['duplicate-event', 'end_turn', 'end_turn, altered'],
  ['duplicate-event(event=message_start)', 'end_turn', 'AnthropicError'],
  ['duplicate-event(event=content_block_start)', 'end_turn', 'end_turn, altered'],
  ['duplicate-event(event=message_stop)', 'end_turn', 'end_turn'],
  ['swap-events', 'end_turn', 'end_turn, altered'],
  ['swap-events(event=message_start)', 'end_turn', 'AnthropicError'],
  ['swap-events(event=content_block_start)', 'end_turn', 'end_turn'],
  ['swap-events(event=message_delta)', 'end_turn', 'no stop reason'],
  ['wrong-index', 'end_turn', 'end_turn, altered'],
  ['unknown-event', 'end_turn', 'end_turn'],
  ['unknown-delta', 'end_turn', 'end_turn'],
  ['line-ends(as=crlf)', 'end_turn', 'end_turn'],
  ['line-ends(as=cr)', 'end_turn', 'end_turn'],
  ['line-ends(as=mixed)', 'end_turn', 'end_turn'],
  ['comments', 'end_turn', 'end_turn'],
  ['bom', 'end_turn', 'end_turn'],
  ['done', 'end_turn', 'end_turn'],
  ['slice(bytes=1)', 'end_turn', 'end_turn'],
  ['latency(for=20ms, before=headers)', 'end_turn', 'end_turn'],
  ['prefill(base=20ms)', 'end_turn', 'end_turn'],
  ['bandwidth(rate=50000)', 'end_turn', 'end_turn'],
  ['slow(per=2ms, from=content)', 'end_turn', 'end_turn'],
  ['garbage(as=tls)', 'APIConnectionError', 'APIConnectionError'],
  ['garbage(as=status-line)', 'APIConnectionError', 'APIConnectionError'],
  ['garbage(as=noise)', 'APIConnectionError', 'APIConnectionError'],
  ['hang(after=nothing)', 'APIConnectionTimeoutError', 'APIConnectionTimeoutError'],
  ['hang(after=headers)', 'DOMException', 'APIUserAbortError'],
  ['hang(after=half-event)', 'DOMException', 'APIUserAbortError'],
  ['empty-content', 'end_turn, altered', 'end_turn, altered'],
  ['wrong-stop', 'future_reason', 'future_reason'],
  ['wrong-usage', 'end_turn', 'AnthropicError'],
  ['wrong-usage(as=negative)', 'end_turn', 'end_turn'],
  ['wrong-usage(as=text)', 'end_turn', 'end_turn'],
  ['duplicate-ids', 'end_turn', 'end_turn'],
  ['lone-surrogate', 'end_turn, altered', 'end_turn, altered'],
  ['flood(bytes=5000000)', 'end_turn, altered', 'end_turn, altered'],
  ['wrong-type', 'a string', 'end_turn'],
  ['wrong-type(type="")', 'a string', 'end_turn'],
  ['wrong-length(is=longer)', 'TypeError', 'AnthropicError'],
  ['wrong-length(is=shorter)', 'SyntaxError', 'AnthropicError'],
  ['gather', 'end_turn', 'end_turn'],
];

describe('what the Anthropic SDK sees of', () => {
  test.each(SEEN)('%s', async (fault, json, stream) => {
    expect([await inWords(fault, false), await inWords(fault, true)]).toEqual([json, stream]);
  });
});

const WEATHER = {
  name: 'get_weather',
  input_schema: {
    type: 'object' as const,
    properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
    required: ['city', 'unit'],
  },
};
const CALLING = { tools: [WEATHER], tool_choice: { type: 'tool' as const, name: 'get_weather' } };

/** The same for an answer that calls a tool. */
const SEEN_OF_CALLS: [fault: string, json: string, stream: string][] = [
  ['latency(for=1ms)', 'tool_use', 'tool_use'],
  ['tool-arguments(as=cut)', 'max_tokens, altered', 'max_tokens, altered'],
  ['tool-arguments(as=invalid-json)', 'tool_use', 'AnthropicError'],
  ['tool-arguments(as=wrong-types)', 'tool_use, altered', 'tool_use, altered'],
  ['tool-arguments(as=nothing)', 'tool_use, altered', 'tool_use, altered'],
  ['tool-arguments(as=text)', 'tool_use, altered', 'tool_use, altered'],
  ['tool-name', 'tool_use, altered', 'tool_use, altered'],
  ['error-event(after=half-argument)', 'tool_use', 'APIError overloaded_error'],
  ['truncate(after=half-argument)', 'SyntaxError', 'AnthropicError'],
  ['close(after=half-argument)', 'TypeError', 'AnthropicError'],
];

describe('what the Anthropic SDK sees of a call with', () => {
  test.each(SEEN_OF_CALLS)('%s', async (fault, json, stream) => {
    expect([await inWords(fault, false, CALLING), await inWords(fault, true, CALLING)]).toEqual([json, stream]);
  });
});
