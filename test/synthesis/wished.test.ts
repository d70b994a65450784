import { describe, expect, test } from 'vitest';
import type { MessagesRequest } from '../../src/message/request.ts';
import { createRandom } from '../../src/random.ts';
import { synthesize } from '../../src/synthesis/synthesize.ts';
import type { Wish } from '../../src/wish.ts';
import { ask, model, textOf } from './ask.ts';

const search = { type: 'web_search_20250305', name: 'web_search' };
const wishing = (wish: Wish | undefined, request: MessagesRequest = ask('Why are rivers long?'), traits = model()) =>
  synthesize({
    request,
    model: traits,
    random: createRandom('wish'),
    interleaved: false,
    style: { kind: 'realistic' },
    wish,
    sign: (thinking) => `signed:${thinking}`,
    redact: (text) => `redacted:${text}`,
  });
const searching = ask('Search the web for rivers', { tools: [search] });

describe('what no request can ask for', () => {
  test('a refusal before the first word is empty, free, and says why', async () => {
    expect(await wishing('refusal', searching)).toMatchObject({
      content: [],
      stop_reason: 'refusal',
      stop_details: { type: 'refusal', category: expect.any(String), explanation: expect.any(String) },
      usage: { output_tokens: 0 },
    });
  });

  test('a refusal or a full window midway leaves half of a text', async () => {
    for (const [wish, stop_reason] of [
      ['refusal-midway', 'refusal'],
      ['context-window', 'model_context_window_exceeded'],
    ] as const) {
      const draft = await wishing(wish);
      expect(draft).toMatchObject({ stop_reason, content: [{ type: 'text', text: expect.stringMatching(/\S{3}/) }] });
      expect('stop_details' in draft).toBe(stop_reason === 'refusal');
      expect(textOf(draft)).toBe(textOf(draft).trim());
      // What is cut off before that is cut for its own reason.
      expect(await wishing(wish, ask('Why?', { max_tokens: 2 }))).toMatchObject({ stop_reason: 'max_tokens' });
    }
  });

  test('a pause leaves a server tool waiting, where one is offered', async () => {
    expect(await wishing('pause-turn', searching)).toMatchObject({
      content: [{ type: 'server_tool_use' }],
      stop_reason: 'pause_turn',
    });
    expect(await wishing('pause-turn')).toMatchObject({ content: [{ type: 'text' }], stop_reason: 'pause_turn' });
  });

  test('a compaction comes first, and pauses if the request says so', async () => {
    expect((await wishing('compaction')).content.map(({ type }) => type)).toEqual(['compaction', 'text']);
    const edits = [{ type: 'compact_20260112', pause_after_compaction: true }];
    expect(await wishing('compaction', ask('Why?', { context_management: { edits } }))).toMatchObject({
      content: [{ type: 'compaction' }],
      stop_reason: 'compaction',
    });
  });

  test('redacted thinking needs no thinking in the request', async () => {
    expect((await wishing('redacted')).content.map(({ type }) => type)).toEqual(['redacted_thinking', 'text']);
  });

  test('an empty answer ends its turn', async () => {
    expect(await wishing('empty')).toMatchObject({ content: [], stop_reason: 'end_turn' });
  });

  test('a server tool fails, fitting or not', async () => {
    for (const request of [searching, ask('Hello', { tools: [search] })]) {
      const { content, usage } = await wishing('tool-error', request);
      expect(content[1]).toMatchObject({
        content: { type: 'web_search_tool_result_error', error_code: expect.any(String) },
      });
      expect(usage.server_tool_use).toEqual({ web_search_requests: 0, web_fetch_requests: 0 });
    }
  });
});

describe('the end of the context window', () => {
  const request = ask('Why are rivers long? Tell me a lot.', { max_tokens: 4000 });
  test('stops the answer where input and output fill it', async () => {
    const { usage, ...draft } = await wishing(undefined, request, model({ contextWindow: 30 }));
    expect(draft.stop_reason).toBe('model_context_window_exceeded');
    expect(usage.input_tokens + usage.output_tokens).toBe(30);
  });
  test('is no reason to stop where max_tokens comes first, or on models that refuse such requests', async () => {
    const short = await wishing(undefined, { ...request, max_tokens: 3 }, model({ contextWindow: 30 }));
    expect(short.stop_reason).toBe('max_tokens');
    const old = await wishing(undefined, request, model({ contextWindow: 30, outputSharesWindow: true }));
    expect(old.stop_reason).toBe('end_turn');
  });
});
