import { describe, expect, test } from 'vitest';
import { anthropicPath } from '../../src/contract/path-text.ts';

const body = {
  thinking: { type: 'enabled' },
  system: [{ type: 'text' }],
  tools: [
    { name: 'a', input_schema: { type: 'object', properties: { content: { type: 'x', y: 1 } } } },
    { type: 'mcp_toolset', tools: [{ name: 'b' }] },
  ],
  messages: [
    {
      role: 'user',
      content: [
        { type: 'image', source: { type: 'base64' } },
        { type: 'tool_result', content: [{ type: 'text', cache_control: { type: 'ephemeral' } }] },
        { type: 'tool_use', input: { content: { type: 'x', y: 1 } } },
        { type: 'search_result', content: [{ type: 'text' }] },
        {
          type: 'web_fetch_tool_result',
          content: { type: 'web_fetch_result', content: { type: 'document', source: { type: 'text' } } },
        },
      ],
    },
  ],
};

describe('a path carries the tag of each union it passes through', () => {
  test.each<[(string | number)[], string]>([
    [['messages', 0, 'content', 0, 'source', 'data'], 'messages.0.content.0.image.source.base64.data'],
    [['messages', 0, 'content', 0, 'source'], 'messages.0.content.0.image.source'],
    [['messages', 0, 'content', 1, 'content', 0, 'text'], 'messages.0.content.1.tool_result.content.0.text.text'],
    [
      ['messages', 0, 'content', 1, 'content', 0, 'cache_control', 'ttl'],
      'messages.0.content.1.tool_result.content.0.text.cache_control.ttl',
    ],
    [['messages', 0, 'content', 3, 'content', 0, 'text'], 'messages.0.content.3.search_result.content.0.text'],
    [
      ['messages', 0, 'content', 4, 'content', 'content', 'source', 'data'],
      'messages.0.content.4.web_fetch_tool_result.content.web_fetch_result.content.source.text.data',
    ],
    [['messages', 0, 'content', 0], 'messages.0.content.0'],
    [['messages', 0, 'role'], 'messages.0.role'],
    [['tools', 0, 'input_schema'], 'tools.0.custom.input_schema'],
    [['tools', 1, 'tools', 0, 'name'], 'tools.1.mcp_toolset.tools.0.name'],
    [['thinking', 'budget_tokens'], 'thinking.enabled.budget_tokens'],
    [['system', 0, 'text'], 'system.0.text'],
    [[], ''],
  ])('%j', (path, text) => expect(anthropicPath(path, body)).toBe(text));

  test('but not inside data that is the caller’s own', () => {
    expect(anthropicPath(['messages', 0, 'content', 2, 'input', 'content', 'y'], body)).toBe(
      'messages.0.content.2.tool_use.input.content.y',
    );
    expect(anthropicPath(['tools', 0, 'input_schema', 'properties', 'content', 'y'], body)).toBe(
      'tools.0.custom.input_schema.properties.content.y',
    );
  });

  test('and survives a path that the body does not have', () => {
    expect(anthropicPath(['messages', 7, 'content', 0, 'source', 'x'], body)).toBe('messages.7.content.0.source.x');
    expect(anthropicPath(['thinking', 'x'], null)).toBe('thinking.x');
    expect(anthropicPath(['k'.repeat(5000)], body)).toHaveLength(200);
  });
});
