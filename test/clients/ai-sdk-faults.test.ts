import { createAnthropic } from '@ai-sdk/anthropic';
import { APICallError, generateText, streamText } from 'ai';
import { describe, expect, test } from 'vitest';
import { mockServer } from './mock-server.ts';

const server = mockServer();

const ask = (fault: string) => ({
  model: createAnthropic({ baseURL: `${server.url()}/v1`, apiKey: 'sk-any' })('claude-sonnet-4-6'),
  maxRetries: 0,
  maxOutputTokens: 200,
  prompt: 'Tell me about rivers.',
  headers: { 'x-mock-fault': fault },
  // Where it waits for ever.
  abortSignal: AbortSignal.timeout(1000),
});

function nameOf(error: unknown): string {
  if (typeof error === 'string') return error;
  // The error of the service, as it stands in the event.
  if (!(error instanceof Error)) return `the object ${String((error as { type?: unknown }).type)}`;
  return APICallError.isInstance(error) ? `APICallError ${error.statusCode ?? 'without status'}` : error.name;
}

/** What a program gets: a text with its finish reason, or the name of the error. */
async function generated(fault: string): Promise<{ told: string; text?: string }> {
  try {
    const { finishReason, text } = await generateText(ask(fault));
    return { told: finishReason, text };
  } catch (error) {
    return { told: nameOf(error) };
  }
}

async function streamed(fault: string): Promise<{ told: string; text?: string }> {
  let told = 'no end';
  let text = '';
  try {
    for await (const part of streamText({ ...ask(fault), onError: () => undefined }).fullStream) {
      if (part.type === 'text-delta') text += part.text;
      if (part.type === 'abort') return { told: 'abort' };
      if (part.type === 'error') return { told: nameOf(part.error) };
      if (part.type === 'finish') told = part.finishReason;
    }
  } catch (error) {
    return { told: `thrown: ${nameOf(error)}` };
  }
  return { told, text };
}

/** The same in words: whether the text is as it was meant. */
async function inWords(get: typeof generated, fault: string): Promise<string> {
  const { told, text } = await get(fault);
  return text === undefined || text === (await get('')).text ? told : `${told}, altered`;
}

/** Fault, what `generateText` sees, what `streamText` sees. The SDK does not try again here. */
const SEEN: [fault: string, whole: string, stream: string][] = [
  ['latency(for=20ms)', 'stop', 'stop'],
  ['error(type=400)', 'APICallError 400', 'APICallError 400'],
  ['error(type=429, retry-after=2s)', 'APICallError 429', 'APICallError 429'],
  ['error(type=529)', 'APICallError 529', 'APICallError 529'],
  ['bad-gateway', 'APICallError 502', 'APICallError 502'],
  ['error-event(type=529, after=3 events)', 'stop', 'the object overloaded_error'],
  ['error-event(type=invalid_request, after=content)', 'stop', 'the object invalid_request_error'],
  ['reset(after=nothing)', 'APICallError without status', 'APICallError without status'],
  ['reset(after=120 bytes)', 'APICallError 200', 'APICallError 200'],
  ['close(after=nothing)', 'APICallError without status', 'APICallError without status'],
  ['close(after=120 bytes)', 'APICallError 200', 'APICallError 200'],
  ['close(after=content)', 'stop', 'thrown: APICallError 200'],
  ['hang(after=nothing)', 'TimeoutError', 'abort'],
  ['hang(after=headers)', 'TimeoutError', 'abort'],
  ['garbage', 'APICallError without status', 'APICallError without status'],
  ['truncate(after=half-event)', 'APICallError 200', 'other, altered'],
  ['truncate(after=content)', 'stop', 'other'],
  ['no-stop', 'stop', 'other'],
  ['bad-json', 'stop', 'AI_JSONParseError'],
  ['drop-event', 'stop', 'stop, altered'],
  ['drop-event(event=message_start)', 'stop', 'stop'],
  ['duplicate-event', 'stop', 'stop, altered'],
  ['swap-events(event=message_start)', 'stop', 'stop'],
  ['wrong-index', 'stop', 'text part 7 not found'],
  ['unknown-event', 'stop', 'AI_TypeValidationError'],
  ['unknown-delta', 'stop', 'AI_TypeValidationError'],
  ['line-ends(as=crlf)', 'stop', 'stop'],
  ['line-ends(as=cr)', 'stop', 'other'],
  ['line-ends(as=mixed)', 'stop', 'stop'],
  ['comments', 'stop', 'stop'],
  ['bom', 'stop', 'stop'],
  ['done', 'stop', 'stop'],
  ['slice(bytes=1)', 'stop', 'stop'],
  ['gather', 'stop', 'stop'],
  ['empty-content', 'stop, altered', 'stop, altered'],
  ['wrong-stop', 'other', 'other'],
  ['wrong-usage', 'APICallError 200', 'APICallError 500'],
  ['wrong-usage(as=negative)', 'stop', 'stop'],
  ['lone-surrogate', 'stop, altered', 'stop, altered'],
  ['wrong-type', 'stop', 'stop'],
  ['wrong-length(is=longer)', 'APICallError 200', 'thrown: APICallError 200'],
  ['wrong-length(is=shorter)', 'APICallError 200', 'other'],
];

describe('what the AI SDK sees of', () => {
  test.each(SEEN)('%s', async (fault, whole, stream) => {
    expect([await inWords(generated, fault), await inWords(streamed, fault)]).toEqual([whole, stream]);
  });
});
