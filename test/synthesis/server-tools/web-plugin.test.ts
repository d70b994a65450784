import { describe, expect, test } from 'vitest';
import { ask as body, type DoorName, mockOf, post } from '../../support/wire.ts';

interface Reply {
  content: { type: string; text: string; citations: { type: string; url: string }[] }[];
  usage: { server_tool_use: { web_search_requests: number } | null };
}

async function reply(changes: object, door: DoorName = 'openrouter', headers = {}): Promise<Reply> {
  const asked = body(door, { messages: [{ role: 'user', content: 'Tell me about rivers.' }], ...changes });
  const { status, text } = await post(mockOf(), door, asked, headers);
  expect(status, text).toBe(200);
  return JSON.parse(text) as Reply;
}
const cited = ({ content }: Reply) => content.flatMap(({ citations }) => citations ?? []);

describe("OpenRouter's web plugin", () => {
  test.each([
    ['in plugins', { plugins: [{ id: 'web' }] }],
    ['as a variant of the model', { model: 'openai/gpt-5-mini:online' }],
  ])('asked for %s, makes the answer cite web pages without showing a search', async (_how, changes) => {
    const made = await reply(changes);
    expect(new Set(made.content.map(({ type }) => type))).toEqual(new Set(['text']));
    expect(cited(made)[0]).toMatchObject({ type: 'web_search_result_location', url: expect.stringMatching(/^https:/) });
    expect(made.usage.server_tool_use).toMatchObject({ web_search_requests: 1 });
  });

  test('keeps to the domains it is given', async () => {
    const made = await reply({ plugins: [{ id: 'web', include_domains: ['rivers.example/maps'] }] });
    for (const { url } of cited(made)) expect(url).toMatch(/^https:\/\/rivers\.example\/maps\//);
    expect(cited(made).length).toBeGreaterThan(0);
  });

  test('is off when it is switched off, may not be used, or nobody asked for it', async () => {
    for (const plugins of [[{ id: 'web', enabled: false }], [{ id: 'web', max_uses: 0 }], []]) {
      expect(cited(await reply({ plugins }))).toEqual([]);
    }
  });

  test('leaves calls of the client alone, and can fail', async () => {
    const tools = [{ name: 'get_rivers', input_schema: { type: 'object' } }];
    const called = await reply({ plugins: [{ id: 'web' }], tools });
    expect(called.content.at(-1)!.type).toBe('tool_use');
    const failed = await reply({ plugins: [{ id: 'web' }] }, 'openrouter', { 'x-mock-wish': 'tool-error' });
    expect(failed.usage.server_tool_use).toMatchObject({ web_search_requests: 0 });
  });
});

test('a page that OpenRouter fetches unseen is told of, and not cited', async () => {
  const tools = [{ type: 'openrouter:web_fetch', parameters: { citations: { enabled: true } } }];
  const made = await reply({ tools, messages: [{ role: 'user', content: 'Read https://example.com/rivers.' }] });
  expect(made.content.map(({ type, citations }) => [type, citations])).toEqual([['text', []]]);
  expect(made.content[0]!.text).toContain('example.com');
});
