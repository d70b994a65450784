import { describe, expect, test } from 'vitest';
import { ask as body, type DoorName, mockOf, post } from '../../support/wire.ts';

interface Reply {
  content: { type: string; id?: string; tool_use_id?: string; [key: string]: unknown }[];
  stop_reason: string;
}

const SERVER = { type: 'url', url: 'https://archive.example.com/mcp', name: 'archive' };
const ARCHIVE = { mcp_servers: [SERVER], tools: [{ type: 'mcp_toolset', mcp_server_name: 'archive' }] };
const says = (content: string) => ({ messages: [{ role: 'user', content }] });

async function reply(changes: Record<string, unknown>, door: DoorName = 'anthropic', headers = {}): Promise<Reply> {
  const { status, text } = await post(mockOf(), door, body(door, { ...ARCHIVE, ...changes }), headers);
  expect(status, text).toBe(200);
  return JSON.parse(text) as Reply;
}

describe.each(['anthropic', 'llm-router'] as const)('an MCP server, asked through %s', (door) => {
  test('is called, and its answer follows under the id of the call', async () => {
    const { content, stop_reason } = await reply(says('Search the archive for old maps.'), door);
    expect(content.map(({ type }) => type)).toEqual(['mcp_tool_use', 'mcp_tool_result', 'text']);
    const [call, result] = content;
    expect(call).toMatchObject({ name: 'search', server_name: 'archive' });
    expect(call!.id).toMatch(/^mcptoolu_01[A-Za-z0-9]{22}$/);
    expect(result).toMatchObject({ tool_use_id: call!.id, is_error: false, content: [{ type: 'text' }] });
    expect(stop_reason).toBe('end_turn');
  });

  test('is left alone by other questions', async () => {
    const { content } = await reply(says('Tell me about rivers.'), door);
    expect(content.map(({ type }) => type)).toEqual(['text']);
  });
});

test('on OpenRouter, whose contract has no such servers, nothing is called', async () => {
  const { content } = await reply(says('Search the archive for old maps.'), 'openrouter');
  expect(content.map(({ type }) => type)).toEqual(['text']);
  expect(content[0]!['text']).not.toContain('search of archive');
});

describe('an MCP tool', () => {
  test('gets arguments that satisfy its schema, when the request tells it', async () => {
    const input_schema = {
      type: 'object',
      properties: { year: { type: 'integer', minimum: 1850, maximum: 1860 }, place: { type: 'string' } },
      required: ['year', 'place'],
    };
    const tools = [{ type: 'mcp_toolset', mcp_server_name: 'archive', tools: [{ name: 'find_map', input_schema }] }];
    const { content } = await reply({ tools, ...says('Find a map of Basel in the archive.') });
    const input = content[0]!['input'] as { year: number; place: string };
    expect(content[0]).toMatchObject({ name: 'find_map' });
    expect(input.place).toBe('Basel');
    expect(input.year).toBeGreaterThanOrEqual(1850);
    expect(input.year).toBeLessThanOrEqual(1860);
  });

  test('can be made to fail, and to wait for the next turn', async () => {
    const question = says('Search the archive for old maps.');
    const failed = await reply(question, 'anthropic', { 'x-mock-wish': 'tool-error' });
    expect(failed.content[1]).toMatchObject({ type: 'mcp_tool_result', is_error: true });
    const paused = await reply(question, 'anthropic', { 'x-mock-wish': 'pause-turn' });
    expect(paused).toMatchObject({ stop_reason: 'pause_turn', content: [{ type: 'mcp_tool_use' }] });
    const messages = [...question.messages, { role: 'assistant', content: paused.content }];
    const went = await reply({ messages });
    expect(went.content.map(({ type }) => type)).toEqual(['mcp_tool_result', 'text']);
    expect(went.content[0]!.tool_use_id).toBe(paused.content[0]!.id);
  });

  test('is demanded by tool_choice any', async () => {
    const { content } = await reply({ ...says('Hello.'), tool_choice: { type: 'any' } });
    expect(content[0]).toMatchObject({ type: 'mcp_tool_use', server_name: 'archive' });
  });

  test('that is deferred is searched for, and used once it is found', async () => {
    const search = { type: 'tool_search_tool_bm25_20251119', name: 'tool_search_tool_bm25' };
    const deferred = { ...ARCHIVE.tools[0], default_config: { defer_loading: true } };
    const { content } = await reply({ tools: [search, deferred], ...says('Search the archive for old maps.') });
    expect(content.map(({ type }) => type)).toEqual([
      'server_tool_use',
      'tool_search_tool_result',
      'mcp_tool_use',
      'mcp_tool_result',
      'text',
    ]);
    expect(content[1]).toMatchObject({ content: { tool_references: [{ tool_name: 'search' }] } });
    const alone = await reply({ tools: [deferred], ...says('Search the archive for old maps.') });
    expect(alone.content.map(({ type }) => type)).toEqual(['text']);
  });
});
