import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mcpTools } from '../../../src/synthesis/server-tools/mcp-tools.ts';
import { ask } from '../ask.ts';

const server = (name: string, more = {}) => ({ type: 'url', url: 'https://x.example/mcp', name, ...more });
const toolset = (mcp_server_name: string, more = {}) => ({ type: 'mcp_toolset', mcp_server_name, ...more });
const listed = (name: string, description = '') => ({ name, description, input_schema: { type: 'object' } });
const names = (mcp_servers: unknown, tools: unknown[] = [], asked = 'hello', messages?: unknown) =>
  mcpTools(
    ask(asked, { mcp_servers, tools: tools as never, ...(messages ? { messages: messages as never } : {}) }),
    asked,
  ).map(({ server: of, name }) => `${of}.${name}`);

describe('the tools of an MCP server', () => {
  test('are invented when nothing is known of it, but for those that are switched off', () => {
    expect(names([server('a')])).toEqual(['a.search']);
    expect(names([server('a')], [toolset('a', { configs: { search: { enabled: false } } })])).toEqual(['a.query']);
    expect(names([server('a')], [toolset('a', { default_config: { enabled: false } })])).toEqual([]);
  });

  test('are those that a list of allowed ones names', () => {
    const configs = { find_map: { enabled: true }, burn_map: { enabled: false }, old: {} };
    expect(names([server('a')], [toolset('a', { default_config: { enabled: false }, configs })])).toEqual([
      'a.find_map',
    ]);
  });

  test('are those of the older settings when there is no toolset', () => {
    expect(names([server('a', { tool_configuration: { allowed_tools: ['x', 'y'] } })])).toEqual(['a.x', 'a.y']);
    expect(names([server('a', { tool_configuration: { enabled: false } })])).toEqual([]);
    expect(names([server('a', { tool_configuration: { allowed_tools: [] } })])).toEqual([]);
  });

  test('are those that are pinned, listed in an earlier answer, or called before', () => {
    const pinned = toolset('a', { tools: [listed('one'), listed('two')], configs: { two: { enabled: false } } });
    expect(names([server('a')], [pinned])).toEqual(['a.one']);
    const listing = { type: 'mcp_tool_listing', mcp_server_name: 'a', tools: [listed('three')] };
    const call = { type: 'mcp_tool_use', id: 'm', name: 'four', server_name: 'a', input: {} };
    const said = (block: unknown) => [{ role: 'assistant', content: [block] }];
    expect(names([server('a')], [pinned], '', said(listing))).toEqual(['a.three']);
    expect(names([server('a')], [toolset('a')], '', said(call))).toEqual(['a.four']);
  });

  test('wait for a tool search when they are deferred', () => {
    const deferred = toolset('a', { tools: [listed('one')], default_config: { defer_loading: true } });
    const found = {
      type: 'tool_search_tool_result',
      content: { tool_references: [{ type: 'tool_reference', tool_name: 'one' }] },
    };
    const isDeferred = (messages?: unknown) =>
      mcpTools(
        ask('', {
          mcp_servers: [server('a')],
          tools: [deferred as never],
          ...(messages ? { messages: messages as never } : {}),
        }),
        '',
      ).map((tool) => tool.deferred);
    expect(isDeferred()).toEqual([true]);
    expect(isDeferred([{ role: 'assistant', content: [found] }])).toEqual([false]);
  });

  test('come in the order in which they fit the question', () => {
    const tools = [listed('send_mail'), listed('find_map', 'Looks for maps')];
    expect(names([server('a')], [toolset('a', { tools })], 'Find a map of Basel')).toEqual([
      'a.find_map',
      'a.send_mail',
    ]);
  });

  test('are no trouble, whatever a gateway lets through', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (servers, config, tools) => {
        const toolsets = [toolset('a', { configs: config, default_config: config, tools })];
        names(servers, toolsets);
        names([server('a', { tool_configuration: config }), servers], [{}]);
        names([server('a')], toolsets);
      }),
    );
  });
});
