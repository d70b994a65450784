import { describe, expect, test } from 'vitest';
import { completeBlock } from '../../../src/stubs/replies/complete-block.ts';

describe('a block', () => {
  test.each([
    ['Hi', { type: 'text', text: 'Hi' }],
    [
      { type: 'text', text: 'Hi' },
      { type: 'text', text: 'Hi' },
    ],
    [
      { type: 'text', text: 'Hi', citations: null },
      { type: 'text', text: 'Hi', citations: null },
    ],
    [
      { type: 'thinking', thinking: 'Hm' },
      { type: 'thinking', thinking: 'Hm', signature: '' },
    ],
    [{ type: 'redacted_thinking' }, { type: 'redacted_thinking', data: '' }],
    [
      { type: 'tool_use', name: 'f' },
      { type: 'tool_use', id: '', name: 'f', input: {} },
    ],
    [
      { type: 'server_tool_use', name: 'f', id: 'a' },
      { type: 'server_tool_use', id: 'a', name: 'f', input: {} },
    ],
    [
      { type: 'mcp_tool_use', name: 'f', server_name: 's' },
      { type: 'mcp_tool_use', id: '', name: 'f', input: {}, server_name: 's' },
    ],
    [{ type: 'bash_code_execution_tool_result' }, { type: 'bash_code_execution_tool_result', tool_use_id: '' }],
    [{ type: 'mcp_tool_result' }, { type: 'mcp_tool_result', tool_use_id: '', is_error: false, content: [] }],
    [{ type: 'web_search_tool_result' }, { type: 'web_search_tool_result', tool_use_id: '', content: [] }],
    [
      { type: 'compaction', content: null },
      { type: 'compaction', content: null, encrypted_content: null },
    ],
    [
      { type: 'of tomorrow', x: 1 },
      { type: 'of tomorrow', x: 1 },
    ],
    [{ type: 'constructor' }, { type: 'constructor' }],
  ])('%j becomes whole', (given, whole) => {
    expect(completeBlock(given)).toEqual(whole);
  });

  test('of text has whole citations', () => {
    expect(completeBlock({ type: 'text', text: 'Hi', citations: [{ cited_text: 'Hi' }] })).toMatchObject({
      citations: [{ type: 'char_location', end_char_index: 2 }],
    });
  });

  test('of search results has results that the service could read', () => {
    const block = completeBlock({
      type: 'web_search_tool_result',
      content: [{ title: 'T', url: 'https://a.example' }],
    });
    expect(block).toMatchObject({
      content: [{ type: 'web_search_result', title: 'T', url: 'https://a.example', page_age: null }],
    });
    expect(JSON.stringify(block)).toMatch(/"encrypted_content":"Eo8B\w{316}"/);
  });

  test('keeps an error where results would be', () => {
    const content = { type: 'web_search_tool_result_error', error_code: 'unavailable' };
    expect(completeBlock({ type: 'web_search_tool_result', content })).toMatchObject({ content });
  });

  test('keeps keys that are named like those of every object', () => {
    const given = JSON.parse('{"type":"tool_use","name":"f","input":{"__proto__":1},"__proto__":2}');
    const text = JSON.stringify(completeBlock(given));
    expect(JSON.parse(text)).toEqual({ ...given, id: '' });
    expect(text).toContain('"input":{"__proto__":1}');
  });
});
