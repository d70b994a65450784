import { expect, test } from 'vitest';
import { replyViolations } from '../../src/contract/validator.ts';
import { readEvents } from '../support/sse.ts';
import { ask, messageOf, mockOf, post, refusalOf } from '../support/wire.ts';

const MODEL = 'anthropic/claude-sonnet-4.6';
const PLANNED = ask('llm-router', {
  model: `${MODEL}:planning:openai/gpt-5-mini`,
  gateway: { planningTriggerScore: 0 },
});

test('the model that the tags choose is the one that the reply names', async () => {
  const { model: _, ...body } = ask('llm-router', {
    gateway: { tags: [{ name: 'nature', description: 'Lakes and rivers', models: ['a/large', 'a/small'] }] },
  });
  expect(await messageOf(mockOf(), 'llm-router', body)).toMatchObject({ model: 'a/small' });
});

test('planning that ran is in the usage of the message and of message_delta', async () => {
  const message = await messageOf(mockOf(), 'llm-router', PLANNED);
  expect(message).toMatchObject({ model: MODEL, usage: { planning_usage_details: { cost: expect.any(Number) } } });
  expect(await replyViolations('llm-router', 'response', message)).toEqual([]);
  const events = readEvents((await post(mockOf(), 'llm-router', { ...PLANNED, stream: true })).text);
  const { planning_usage_details } = message.usage;
  expect(events.find(({ type }) => type === 'message_delta')).toMatchObject({ usage: { planning_usage_details } });
});

test('planning that did not run is nowhere', async () => {
  const { usage } = await messageOf(mockOf(), 'llm-router', { ...PLANNED, gateway: { planningTriggerScore: 1 } });
  expect(usage).not.toHaveProperty('planning_usage_details');
});

test('what is redacted cannot be echoed', async () => {
  const messages = [{ role: 'user', content: 'Write to ann.smith@example.org' }];
  const text = async (redact: object) => {
    const body = ask('llm-router', { messages, gateway: { redact } });
    return (await post(mockOf(), 'llm-router', body, { 'x-mock-reply': 'echo' })).text;
  };
  expect(await text({})).toContain('ann.smith@example.org');
  expect(await text({ email: true })).toContain('an****th@ex****le.org');
});

test('pictures of earlier turns cost nothing once mediaOptimization leaves them out', async () => {
  const image = { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } };
  const messages = [
    { role: 'user', content: [image, { type: 'text', text: 'What is this?' }] },
    { role: 'assistant', content: 'A river.' },
    { role: 'user', content: 'How long is the Rhine?' },
  ];
  const tokens = async (mediaOptimization: boolean) => {
    const body = ask('llm-router', { messages, gateway: { mediaOptimization } });
    return (await messageOf(mockOf(), 'llm-router', body)).usage.input_tokens;
  };
  expect((await tokens(false)) - (await tokens(true))).toBeGreaterThan(500);
});

test('a gateway that lets no provider of the model answer is a 404', async () => {
  const { status, body } = await refusalOf(
    mockOf(),
    'llm-router',
    ask('llm-router', { gateway: { only: ['openai'] } }),
  );
  expect(status).toBe(404);
  expect(body).toMatchObject({ error: { type: 'not_found_error' } });
});

test('what the gateway leaves out is not billed', async () => {
  const tools = [{ name: 'send_mail', description: 'Sends a letter', input_schema: { type: 'object' } }];
  const messages = [
    { role: 'user', content: 'Tell me about rivers.' },
    { role: 'assistant', content: 'They flow from the mountains to the sea, and some are very long.' },
    { role: 'user', content: 'Write a poem for Anna.' },
  ];
  const input = async (gateway: object) =>
    (await messageOf(mockOf(), 'llm-router', ask('llm-router', { messages, tools, gateway }))).usage.input_tokens;
  const whole = await input({ toolOptimization: { enabled: false }, chatHistoryCompression: { enabled: false } });
  expect(await input({})).toBe(whole);
  expect(await input({ toolOptimization: {} })).toBeLessThan(whole);
  expect(await input({ chatHistoryCompression: {} })).toBeLessThan(whole);
});

test('a picture is answered by the model for pictures', async () => {
  const body = ask('llm-router', {
    messages: [{ role: 'user', content: 'Draw a river' }],
    gateway: { imageGenerationModel: 'google/painter' },
  });
  expect(await messageOf(mockOf(), 'llm-router', body)).toMatchObject({ model: 'google/painter', type: 'message' });
});
