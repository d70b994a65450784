import Anthropic from '@anthropic-ai/sdk';
import fetchAdapter from '@pollyjs/adapter-fetch';
import { Polly } from '@pollyjs/core';
import filePersister from '@pollyjs/persister-fs';
import { describe, expect, test } from 'vitest';
import { pair } from '../support/relay-pair.ts';

// Their modules export them with `module.exports`, while their types speak of a `default`.
const FetchAdapter = fetchAdapter as unknown as typeof fetchAdapter.default;
const FilePersister = filePersister as unknown as typeof filePersister.default;

const DOORS = [
  { base: '', model: 'claude-opus-4-5' },
  { base: '/api', model: 'anthropic/claude-opus-4.5' },
];

const WEATHER: Anthropic.Tool = {
  name: 'get_weather',
  description: 'Current weather of a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

/** What a client heard of a tool loop: the raw bytes of each reply, the events as the SDK gave them, and the messages. */
interface Heard {
  raw: string[];
  events: unknown[];
  messages: Anthropic.Message[];
}

/** A loop of two streamed turns with thinking and a tool, through the SDK. */
async function toolLoop(baseURL: string, model: string): Promise<Heard> {
  const raw: Promise<string>[] = [];
  const client = new Anthropic({
    baseURL,
    apiKey: 'sk-ant-any',
    maxRetries: 0,
    async fetch(input, init) {
      const response = await fetch(input, init);
      raw.push(response.clone().text());
      return response;
    },
  });
  const heard: Omit<Heard, 'raw'> = { events: [], messages: [] };
  const messages: Anthropic.MessageParam[] = [{ role: 'user', content: 'What is the weather in Paris?' }];
  for (let turn = 0; turn < 5; turn++) {
    const stream = client.messages.stream({
      model,
      max_tokens: 4000,
      thinking: { type: 'enabled', budget_tokens: 1024 },
      tools: [WEATHER],
      messages,
    });
    for await (const event of stream) heard.events.push(event);
    const message = await stream.finalMessage();
    heard.messages.push(message);
    const calls = message.content.filter((block) => block.type === 'tool_use');
    if (calls.length === 0) break;
    const results = calls.map(({ id }) => ({ type: 'tool_result' as const, tool_use_id: id, content: '18 degrees' }));
    messages.push({ role: 'assistant', content: message.content }, { role: 'user', content: results });
  }
  return { ...heard, raw: await Promise.all(raw) };
}

describe.each(DOORS)('a tool loop with thinking on the base URL "$base"', ({ base, model }) => {
  test('is replayed with the upstream gone as it was recorded, byte for byte', async () => {
    const { cassettes, upstream, front } = await pair({ ttft: 2, tps: 4000 });
    const recorder = await front({ mode: 'record', cassette: 'agents/tool loop' });
    const recorded = await toolLoop(`${recorder.url}${base}`, model);
    expect(recorded.messages.map(({ stop_reason }) => stop_reason)).toEqual(['tool_use', 'end_turn']);
    expect(recorded.messages[0]!.content.map(({ type }) => type)).toContain('thinking');
    expect(recorder.notes).toEqual([]);
    await recorder.mock.close();
    await upstream.mock.close();

    const player = await front({ mode: 'replay', cassette: 'agents/tool loop' });
    const replayed = await toolLoop(`${player.url}${base}`, model);
    expect(replayed).toEqual(recorded);
    expect(player.mock.requests().map(({ source, cassette }) => [source, cassette?.recording])).toEqual([
      ['cassette', 'agents/tool loop#1'],
      ['cassette', 'agents/tool loop#2'],
    ]);

    const polly = new Polly('agents/tool loop', {
      mode: 'replay',
      adapters: [FetchAdapter],
      persister: FilePersister,
      persisterOptions: { fs: { recordingsDir: cassettes } },
      matchRequestsBy: { headers: false },
      recordIfMissing: false,
      logLevel: 'silent',
    });
    const byPolly = await toolLoop(`${upstream.url}${base}`, model).finally(() => polly.stop());
    expect(byPolly).toEqual(recorded);

    const again = await front({ mode: 'replay', cassette: 'agents/tool loop', replaySpeed: 1000 });
    expect(await toolLoop(`${again.url}${base}`, model)).toEqual(recorded);
  });

  test('that was recorded as a stream answers whole messages, and the reverse', async () => {
    const { upstream, front } = await pair();
    const ask = { model, max_tokens: 500, messages: [{ role: 'user' as const, content: 'Tell me about rivers.' }] };
    const sdk = (url: string) => new Anthropic({ baseURL: `${url}${base}`, apiKey: 'any', maxRetries: 0 });
    const recorder = await front({ mode: 'record', cassette: 'streamed' });
    const streamed = await sdk(recorder.url).messages.stream(ask).finalMessage();
    recorder.mock.setOptions({ cassette: 'whole' });
    const whole = await sdk(recorder.url).messages.create(ask);
    await upstream.mock.close();

    const player = await front({ mode: 'replay', cassette: 'streamed' });
    expect((await sdk(player.url).messages.create(ask)).content).toEqual(streamed.content);
    player.mock.setOptions({ cassette: 'whole' });
    const fromWhole = await sdk(player.url).messages.stream(ask).finalMessage();
    expect({ id: fromWhole.id, content: fromWhole.content, stop: fromWhole.stop_reason }).toEqual({
      id: whole.id,
      content: whole.content,
      stop: whole.stop_reason,
    });
  });
});
