import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactedData, signThinking, verifyRedacted, verifyThinking } from '../../../src/backend/signatures.ts';
import { replyViolations } from '../../../src/contract/validator.ts';
import { anthropic } from '../../../src/dialects/anthropic.ts';
import { llmRouter } from '../../../src/dialects/llm-router.ts';
import { openrouter } from '../../../src/dialects/openrouter.ts';
import { assemble } from '../../../src/message/assemble.ts';
import { chopBy } from '../../../src/message/chop.ts';
import { disassemble } from '../../../src/message/disassemble.ts';
import type { Draft } from '../../../src/message/draft.ts';
import type { Message } from '../../../src/message/message.ts';
import { compileRespond } from '../../../src/stubs/replies/compile-respond.ts';
import { draftOf } from '../../../src/stubs/replies/draft-of.ts';
import type { BlockGiven, Respond } from '../../../src/stubs/respond.ts';
import { anyText, message } from '../../support/messages.ts';
import { ask, model } from '../../synthesis/ask.ts';

const request = ask('Hi');

function draft(respond: Respond, changes: Parameters<typeof model>[0] = {}, asked = request): Draft {
  const reply = compileRespond(respond).pick(1, 1);
  if (reply?.kind !== 'message') throw new Error('no message');
  const traits = model(changes);
  return draftOf(reply, {
    request: asked,
    model: traits,
    inputTokens: 12,
    sign: (thinking) => signThinking(traits.id, thinking),
    redact: (text) => redactedData(traits.id, text),
  });
}

const call = { type: 'tool_use', name: 'search', input: { query: 'bridges' } };
const search = { type: 'server_tool_use', name: 'web_search', input: { query: 'bridges' } };
const found = { type: 'web_search_tool_result', content: [{ title: 'Bridges', url: 'https://a.example' }] };
const failed = {
  type: 'web_search_tool_result',
  content: { type: 'web_search_tool_result_error', error_code: 'unavailable' },
};
const page = {
  type: 'web_fetch_tool_result',
  content: {
    type: 'web_fetch_result',
    url: 'https://a.example',
    retrieved_at: null,
    content: { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'Bridges.' }, title: null },
  },
};
const ran = {
  type: 'bash_code_execution_tool_result',
  content: { type: 'bash_code_execution_result', stdout: '42\n', stderr: '', return_code: 0, content: [] },
};

describe('what an author leaves open is filled in', () => {
  test('of a text: stop and bill', () => {
    expect(draft({ text: 'Hello, world' })).toEqual({
      content: [{ type: 'text', text: 'Hello, world' }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: {
        input_tokens: 12,
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
        cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
        output_tokens: 3,
        service_tier: 'standard',
      },
    });
  });

  test.each<[BlockGiven[], Partial<Respond>, string]>([
    [['Hi'], {}, 'end_turn'],
    [[], {}, 'end_turn'],
    [['Hi', call], {}, 'tool_use'],
    [[call, 'Wait for it.'], {}, 'tool_use'],
    [[search], {}, 'pause_turn'],
    [[search, found], {}, 'end_turn'],
    [[call, search], {}, 'tool_use'],
    [[{ type: 'compaction', content: 'Short.' }], {}, 'compaction'],
    [[{ type: 'compaction', content: 'Short.' }, 'Hi'], {}, 'end_turn'],
    [['Hi'], { stop_sequence: 'END' }, 'stop_sequence'],
    [['Hi'], { stop_sequence: null }, 'end_turn'],
    [[call], { stop_reason: 'max_tokens' }, 'max_tokens'],
  ])('%j with %j stops with %s', (content, given, stop) => {
    expect(draft({ content, ...given })).toMatchObject({
      stop_reason: stop,
      stop_sequence: given.stop_sequence ?? null,
    });
  });

  test('thinking is signed over its text, and an own signature stays', () => {
    const { content } = draft({
      content: [
        { type: 'thinking', thinking: 'Hm.' },
        { type: 'thinking', thinking: 'Hm.', signature: 'mine' },
        { type: 'redacted_thinking' },
        { type: 'redacted_thinking' },
        { type: 'redacted_thinking', data: 'mine' },
      ],
    }) as unknown as { content: { signature: string; data: string }[] };
    expect(verifyThinking('Hm.', content[0]!.signature)).toBe(true);
    expect(content[1]!.signature).toBe('mine');
    expect(verifyRedacted(content[2]!.data)).toBe(true);
    expect(content[3]!.data).not.toBe(content[2]!.data);
    expect(content[4]!.data).toBe('mine');
  });

  test('ids of calls and of what answers them are left to the exchange; own ones stay', () => {
    const { content } = draft({ content: [call, { ...call, id: 'toolu_mine' }, search, found] });
    expect(content).toMatchObject([{ id: '' }, { id: 'toolu_mine' }, { id: '' }, { tool_use_id: '' }]);
  });

  test('a refusal tells its details, and the category that its author gives', () => {
    expect(draft({ content: [], stop_reason: 'refusal' })).toMatchObject({
      stop_details: { type: 'refusal', category: null, explanation: null },
      usage: { output_tokens: 0 },
    });
    const stop_details = { category: 'cyber' };
    expect(draft({ text: 'I', stop_reason: 'refusal', stop_details }).stop_details).toEqual({
      type: 'refusal',
      category: 'cyber',
      explanation: null,
    });
  });

  test('code runs in a container: the one asked for, one of its own, or what the author says', () => {
    const own = draft({ content: [ran] }).container;
    expect(own).toEqual({ id: expect.stringMatching(/^container_01\w{22}$/), expires_at: '2099-01-01T00:00:00Z' });
    expect(draft({ content: [ran] }, {}, ask('Hi', { container: 'container_x' })).container).toMatchObject({
      id: 'container_x',
    });
    expect(draft({ text: 'Hi', container: { id: 'c' } }).container).toEqual({ ...own, id: 'c' });
    expect(draft({ text: 'Hi' })).not.toHaveProperty('container');
  });
});

describe('the bill', () => {
  test('counts text, thinking and arguments by the tokens of the model', () => {
    const content = ['Hello, world', { type: 'thinking', thinking: 'one two' }, call, found];
    const { usage } = draft({ content });
    expect(usage).toMatchObject({ output_tokens_details: { thinking_tokens: 2 } });
    const scaled = draft({ content }, { tokenScale: 2 }).usage;
    expect(scaled.output_tokens).toBe(usage.output_tokens * 2);
    expect(scaled.output_tokens_details).toEqual({ thinking_tokens: 4 });
    expect(usage.output_tokens).toBeGreaterThan(3 + 2 + 3);
  });

  test('counts the uses of web tools that worked', () => {
    const content = [search, found, search, failed, page];
    expect(draft({ content }).usage.server_tool_use).toEqual({ web_search_requests: 1, web_fetch_requests: 1 });
    expect(draft({ text: 'Hi' }).usage).not.toHaveProperty('server_tool_use');
  });

  test('is laid under what the author says, down to nested counts', () => {
    const usage = { output_tokens: 7, cache_creation: { ephemeral_5m_input_tokens: 5 }, service_tier: null, cost: 0.1 };
    expect(draft({ text: 'Hi', usage: usage as unknown as Respond['usage'] }).usage).toEqual({
      input_tokens: 12,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 5, ephemeral_1h_input_tokens: 0 },
      output_tokens: 7,
      service_tier: null,
      cost: 0.1,
    });
  });

  test('nothing is cut, whatever the caller allows', () => {
    const limited = ask('Hi', { max_tokens: 1, stop_sequences: ['world'] });
    expect(draft({ text: 'Hello, world' }, {}, limited)).toMatchObject({
      content: [{ type: 'text', text: 'Hello, world' }],
      stop_reason: 'end_turn',
    });
  });
});

const cited = (citation: Record<string, unknown>) => ({
  type: 'text',
  text: 'Rivers flow.',
  citations: [{ cited_text: 'Rivers flow.', ...citation }],
});

/** Replies of every kind of block, each as short as its author may write it. */
const KINDS: Record<string, Respond> = {
  'a text': { text: 'Hi' },
  'an empty answer': { content: [] },
  'a citation of characters': { content: cited({}) },
  'a citation of pages': { content: cited({ start_page_number: 1 }) },
  'a citation of blocks': { content: cited({ start_block_index: 1 }) },
  'a citation of a search result': { content: cited({ source: 'https://a.example' }) },
  'a citation of a page': { content: cited({ url: 'https://a.example' }) },
  thinking: { content: [{ type: 'thinking', thinking: 'Hm.' }, { type: 'redacted_thinking' }, 'Hi'] },
  'a call': { content: ['Let me see.', call, { type: 'tool_use', name: 'stop' }] },
  'a search': { content: [search, found, cited({ url: 'https://a.example' })] },
  'a search that failed': { content: [search, failed] },
  'a search that waits': { content: search },
  'a page': { content: [{ type: 'server_tool_use', name: 'web_fetch', input: { url: 'https://a.example' } }, page] },
  code: { content: [{ type: 'server_tool_use', name: 'bash_code_execution', input: { command: 'ls' } }, ran] },
  'a tool search': {
    content: [
      { type: 'server_tool_use', name: 'tool_search_tool_bm25', input: { query: 'weather' } },
      {
        type: 'tool_search_tool_result',
        content: {
          type: 'tool_search_tool_search_result',
          tool_references: [{ type: 'tool_reference', tool_name: 'f' }],
        },
      },
    ],
  },
  'a compaction': { content: [{ type: 'compaction', content: 'Short.' }, 'Hi'] },
  'an uploaded file': { content: { type: 'container_upload', file_id: 'file_1' } },
  'a refusal': { content: [], stop_reason: 'refusal' },
  'a refusal midway': { text: 'I', stop_reason: 'refusal', stop_details: { category: 'bio' } },
  'a stop sequence': { text: 'Hi', stop_sequence: 'END' },
  'own counts': { text: 'Hi', usage: { input_tokens: 1, cache_read_input_tokens: 900 } },
};
/** Kinds that OpenRouter's contract has not. */
const ANTHROPIC_ONLY: Record<string, Respond> = {
  'an MCP call': {
    content: [
      { type: 'mcp_tool_use', name: 'f', server_name: 's' },
      { type: 'mcp_tool_result', content: [{ type: 'text', text: 'Done.' }] },
    ],
  },
  'a fallback': {
    content: [
      { type: 'fallback', from: { model: 'a' }, to: { model: 'b' }, trigger: { type: 'refusal', category: null } },
      'Hi',
    ],
  },
};

describe.each([anthropic, openrouter, llmRouter])('in the clothes of $name', (dialect) => {
  const kinds = { ...KINDS, ...(dialect.name === 'openrouter' ? {} : ANTHROPIC_ONLY) };
  test.each(Object.keys(kinds))('%s keeps the contract, whole and as a stream', async (kind) => {
    const traits = model();
    const context = {
      id: 'msg_1',
      request,
      model: traits,
      provider: 'Anthropic',
      routing: undefined,
      planning: undefined,
    };
    const dressed: Message = dialect.dress(draft(kinds[kind]!), context);
    expect(await replyViolations(dialect.name, 'response', dressed)).toEqual([]);
    for (const event of disassemble(dressed, chopBy(1)).map((one) => dialect.dressEvent?.(one) ?? one)) {
      expect(await replyViolations(dialect.name, 'stream-event', event)).toEqual([]);
    }
  });
});

test('any text, thought and argument comes out of a stream as it was stubbed', () => {
  const input = fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.parse(JSON.stringify(value)));
  fc.assert(
    fc.property(anyText, anyText, input, (text, thinking, given) => {
      const content: BlockGiven[] = [
        { type: 'thinking', thinking },
        text,
        { type: 'tool_use', name: 'f', input: given as Record<string, unknown> },
      ];
      const whole = message({ ...draft({ content }) });
      expect(whole.content).toMatchObject([{ thinking }, { text }, {}]);
      expect(JSON.stringify(whole.content[2])).toContain(JSON.stringify(given));
      expect(assemble(disassemble(whole, chopBy(2)))).toEqual(whole);
    }),
  );
});
