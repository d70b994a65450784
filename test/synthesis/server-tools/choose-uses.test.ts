import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Draft } from '../../../src/message/draft.ts';
import type { ContentBlock } from '../../../src/message/message.ts';
import type { MessagesRequest, RequestBlock } from '../../../src/message/request.ts';
import { anyText } from '../../support/messages.ts';
import { answer, ask, textOf, weather } from '../ask.ts';

const search = { type: 'web_search_20250305', name: 'web_search' };
const asking = (text: string, tool: Record<string, unknown>, changes: Partial<MessagesRequest> = {}) =>
  answer(ask(text, { tools: [tool as never], ...changes }));
const kinds = ({ content }: Draft) => content.map(({ type }) => type);
const result = ({ content }: Draft, type: string) =>
  content
    .filter((block) => block.type === type)
    .map((block) => (block as ContentBlock & { content: never }).content as unknown);
const input = ({ content }: Draft) => content.find((block) => block.type === 'server_tool_use');

const DOCUMENT: RequestBlock = {
  type: 'document',
  source: { type: 'text', media_type: 'text/plain', data: 'Nothing.' },
};

interface WebResult {
  url: string;
}

describe('a web search', () => {
  test('shows query, results, and text that cites them', async () => {
    const draft = await asking('Search the web for tidal power.', search);
    expect(kinds(draft).slice(0, 3)).toEqual(['server_tool_use', 'web_search_tool_result', 'text']);
    expect(input(draft)).toEqual({
      type: 'server_tool_use',
      id: '',
      name: 'web_search',
      input: { query: 'tidal power' },
    });
    const [found] = result(draft, 'web_search_tool_result') as WebResult[][];
    const addresses = found!.map(({ url }) => url);
    expect(new Set(addresses).size).toBe(addresses.length);
    const cited = draft.content.flatMap((block) => (block.type === 'text' ? (block.citations ?? []) : []));
    expect(cited.length).toBeGreaterThan(0);
    for (const citation of cited) {
      expect(addresses).toContain(citation['url']);
      expect([...citation.cited_text].length).toBeLessThanOrEqual(150);
    }
    expect(draft.usage.server_tool_use).toEqual({ web_search_requests: 1, web_fetch_requests: 0 });
  });

  test('stays on allowed domains, off blocked ones, and near the user', async () => {
    const near = { type: 'approximate', city: 'Lisbon' };
    const allowed = await asking('Search for tides', {
      ...search,
      allowed_domains: ['sea.example/tides'],
      user_location: near,
    });
    const [found] = result(allowed, 'web_search_tool_result') as (WebResult & { title: string })[][];
    for (const { url, title } of found!) {
      expect(url).toMatch(/^https:\/\/sea\.example\/tides\//);
      expect(title).toContain('Lisbon');
    }
    const blocked = await asking('Search for tides', {
      ...search,
      blocked_domains: ['example.com', 'example.org', 'example.net', 'example'],
    });
    expect(result(blocked, 'web_search_tool_result')).toEqual([[]]);
    expect(textOf(blocked)).toContain('found nothing');
  });

  test('is done at most max_uses times, and fails after that', async () => {
    const draft = await asking('Search the web for Paris and London', { ...search, max_uses: 1 });
    const [first, second] = result(draft, 'web_search_tool_result');
    expect(Array.isArray(first)).toBe(true);
    expect(second).toEqual({ type: 'web_search_tool_result_error', error_code: 'max_uses_exceeded' });
    expect(draft.usage.server_tool_use).toMatchObject({ web_search_requests: 1 });
  });

  test('that does not fit into max_tokens is left out whole', async () => {
    const draft = await asking('Search the web for tides', search, { max_tokens: 3 });
    expect(draft).toMatchObject({ content: [], stop_reason: 'max_tokens', usage: { output_tokens: 3 } });
  });
});

describe('a web fetch', () => {
  const fetch = { type: 'web_fetch_20250910', name: 'web_fetch' };
  test('shows a document behind the link of the user', async () => {
    const draft = await asking('Summarize https://example.com/tides.html please.', fetch);
    expect(input(draft)).toMatchObject({ input: { url: 'https://example.com/tides.html' } });
    expect(result(draft, 'web_fetch_tool_result')).toMatchObject([
      {
        type: 'web_fetch_result',
        url: 'https://example.com/tides.html',
        content: { type: 'document', source: { type: 'text' } },
      },
    ]);
    expect(draft.usage.server_tool_use).toEqual({ web_search_requests: 0, web_fetch_requests: 1 });
  });

  test.each([
    ['Read https://example.com/a', { blocked_domains: ['example.com'] }, 'url_not_allowed'],
    [`Read https://example.com/${'a'.repeat(300)}`, {}, 'url_too_long'],
    ['Read https://[/', {}, 'invalid_tool_input'],
  ])('of %s is refused in the result', async (text, changes, error_code) => {
    const draft = await asking(text, { ...fetch, ...changes });
    expect(result(draft, 'web_fetch_tool_result')).toEqual([{ type: 'web_fetch_tool_result_error', error_code }]);
  });

  test.each([
    ['Read https://example.com/tides?', []],
    ['Fasse https://example.com/ebbe für 🌊 Lisbon zusammen', [DOCUMENT, DOCUMENT]],
  ])('of %s is cited by exact words and their place, when citations are enabled', async (text, documents) => {
    const draft = await answer(
      ask(text, {
        tools: [{ ...fetch, citations: { enabled: true } } as never],
        messages: [{ role: 'user', content: [...documents, { type: 'text', text }] }],
      }),
    );
    const [page] = result(draft, 'web_fetch_tool_result') as { content: { title: string; source: { data: string } } }[];
    const { title, source } = page!.content;
    const cited = draft.content.flatMap((block) => (block.type === 'text' ? (block.citations ?? []) : []));
    expect(cited.length).toBeGreaterThan(0);
    for (const { cited_text, start_char_index, end_char_index, ...rest } of cited) {
      expect(rest).toEqual({ type: 'char_location', document_index: documents.length, document_title: title });
      const points = [...source.data].slice(Number(start_char_index), Number(end_char_index));
      expect(points.join('')).toBe(cited_text);
      expect(textOf(draft)).toContain(cited_text);
    }
  });

  test('is cited by no text when nobody asked for citations', async () => {
    const draft = await asking('Read https://example.com/tides', fetch);
    expect(draft.content.flatMap((block) => ('citations' in block ? [block.citations] : []))).toEqual([]);
  });

  test('goes on being cited in the next turn, under the same index', async () => {
    const tools = [{ ...fetch, citations: { enabled: true } }] as never;
    const first = await answer(ask('Read https://example.com/tides', { tools }));
    const second = await answer(
      ask('', {
        tools,
        messages: [
          { role: 'user', content: 'Read https://example.com/tides' },
          { role: 'assistant', content: first.content as never },
          { role: 'user', content: [DOCUMENT, { type: 'text', text: 'What is the page about?' }] },
        ],
      }),
    );
    const [cited] = second.content.flatMap((block) => (block.type === 'text' ? (block.citations ?? []) : []));
    expect(cited).toMatchObject({ type: 'char_location', document_index: 0 });
  });

  test('of no link at all is refused, when it is demanded', async () => {
    const draft = await asking('Hello', fetch, { tool_choice: { type: 'any' } });
    expect(result(draft, 'web_fetch_tool_result')).toMatchObject([{ error_code: 'url_not_in_prior_context' }]);
  });
});

describe('code', () => {
  const coding = (text: string, type: string) => asking(text, { type, name: 'code_execution' });
  test('prints what it would have printed, in a container', async () => {
    const draft = await coding('Compute 6 * 7 + 1', 'code_execution_20250522');
    expect(input(draft)).toMatchObject({ name: 'code_execution', input: { code: 'print(6 * 7 + 1)' } });
    expect(result(draft, 'code_execution_tool_result')).toMatchObject([{ stdout: '43\n', return_code: 0 }]);
    expect(draft.container).toEqual({ id: expect.stringMatching(/^container_01/), expires_at: expect.any(String) });
  });

  test('runs in bash, and writes files, from August 2025 on', async () => {
    const bash = await coding('Run `make test`', 'code_execution_20250825');
    expect(input(bash)).toMatchObject({ name: 'bash_code_execution', input: { command: 'make test' } });
    expect(kinds(bash)).toContain('bash_code_execution_tool_result');
    const file = await coding('Create notes.md with code', 'code_execution_20250825');
    expect(input(file)).toMatchObject({
      name: 'text_editor_code_execution',
      input: { command: 'create', path: 'notes.md' },
    });
    expect(result(file, 'text_editor_code_execution_tool_result')).toMatchObject([{ is_file_update: false }]);
  });

  test('runs in the container that the request names', async () => {
    const draft = await asking(
      'Run code',
      { type: 'code_execution_20250825', name: 'code_execution' },
      { container: { id: 'mine' } },
    );
    expect(draft.container).toMatchObject({ id: 'mine' });
  });
});

describe('a tool search', () => {
  const finder = { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' };
  const deferred = { ...weather, defer_loading: true };
  test('refers to the deferred tools that fit, and is followed by a call', async () => {
    const draft = await answer(ask('What is the weather in Paris?', { tools: [finder, deferred] }));
    expect(kinds(draft)).toEqual(['server_tool_use', 'tool_search_tool_result', 'tool_use']);
    expect(result(draft, 'tool_search_tool_result')).toEqual([
      {
        type: 'tool_search_tool_search_result',
        tool_references: [{ type: 'tool_reference', tool_name: 'get_weather' }],
      },
    ]);
    expect(draft).toMatchObject({
      stop_reason: 'tool_use',
      content: [{}, {}, { name: 'get_weather', input: { location: 'Paris' } }],
    });
  });
  test('that finds nothing says so', async () => {
    const tool_choice = { type: 'tool', name: finder.name } as const;
    const draft = await answer(ask('Sing a song', { tools: [finder, deferred], tool_choice }));
    expect(result(draft, 'tool_search_tool_result')).toEqual([
      { type: 'tool_search_tool_search_result', tool_references: [] },
    ]);
    expect(kinds(draft).at(-1)).toBe('text');
  });
});

test('whatever the user writes and allows, the answer is clean, and its results are where they may be', async () => {
  const tools = fc.constantFrom(
    { type: 'web_search_20250305', name: 'web_search' },
    { type: 'web_fetch_20250910', name: 'web_fetch' },
    { type: 'code_execution_20250522', name: 'code_execution' },
    { type: 'code_execution_20250825', name: 'code_execution' },
    { type: 'advisor_20260301', name: 'advisor', model: 'm' },
    { type: 'tool_search_tool_regex', name: 'tool_search_tool_regex' },
  );
  const words = fc.oneof(anyText, fc.webUrl(), fc.constant('Create `a` b.md 1+1'));
  await fc.assert(
    fc.asyncProperty(tools, words, words, fc.domain(), async (tool, one, other, domain) => {
      const user_location = { type: 'approximate', city: other };
      const full = { ...tool, allowed_domains: [domain, other], user_location };
      const draft = await asking(`${one} ${other}`, full, { tool_choice: { type: 'any' } });
      const spoken = textOf(draft);
      expect(spoken).not.toMatch(/[^\P{C}\n\t]/u);
      expect(spoken).toBe(spoken.trim());
      expect(kinds(draft)).toEqual([
        'server_tool_use',
        expect.stringContaining('_tool_result'),
        ...Array(kinds(draft).length - 2).fill('text'),
      ]);
      for (const { url } of (result(draft, 'web_search_tool_result') as WebResult[][]).flat()) {
        expect(URL.canParse(url)).toBe(true);
      }
      expect(draft.content.every((block) => block.type !== 'text' || block.text.trim() !== '')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('an advisor is billed apart', async () => {
  const draft = await asking('Give me advice on tides', {
    type: 'advisor_20260301',
    name: 'advisor',
    model: 'claude-opus-5',
  });
  expect(kinds(draft)).toEqual(['server_tool_use', 'advisor_tool_result', 'text']);
  const { input_tokens, output_tokens, iterations } = draft.usage;
  expect(iterations).toMatchObject([
    { type: 'message', input_tokens, output_tokens },
    { type: 'advisor_message', model: 'claude-opus-5' },
  ]);
});

test('a turn that paused before a result goes on with it', async () => {
  const paused = { type: 'server_tool_use', id: 'srvtoolu_9', name: 'web_search', input: { query: 'tides' } };
  const messages = [...ask('Search the web for tides').messages, { role: 'assistant' as const, content: [paused] }];
  const draft = await answer(ask('', { messages, tools: [search] }));
  expect(kinds(draft).slice(0, 2)).toEqual(['web_search_tool_result', 'text']);
  expect(draft.content[0]).toMatchObject({ tool_use_id: 'srvtoolu_9' });
});
