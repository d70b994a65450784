import type { RequestBlock } from '../../src/message/request.ts';
import { TOOLS } from '../../src/rules/tools.ts';
import { testFamily } from './cases.ts';
import { assistant, marked, OPUS_5, serverCall, system, tool, toolResult, toolUse, user } from './requests.ts';

const HELLO = user('hello');
const reference = (name: string): RequestBlock => ({ type: 'tool_reference', tool_name: name });
const found = (name: string): RequestBlock => ({
  type: 'tool_search_tool_result',
  tool_use_id: 'srvtoolu_1',
  content: { type: 'tool_search_tool_search_result', tool_references: [reference(name)] },
});
const search = [
  { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' },
  tool('look', { defer_loading: true }),
];
const searched = (name: string) => ({
  tools: search,
  messages: [HELLO, assistant(serverCall('srvtoolu_1', 'tool_search_tool_regex'), found(name), 'so'), HELLO],
});

const SERVER = { type: 'url', url: 'https://a.example.com/mcp', name: 'a' };

testFamily('tools', TOOLS, [
  {
    id: 'tool-names-unique',
    refuses: 'two tools of one name',
    sent: { tools: [tool('look'), tool('look')] },
    words: 'tools: Tool names must be unique.',
    accepts: {
      'names that differ': { tools: [tool('look'), tool('Look')] },
      'toolsets without names': {
        mcp_servers: ['a', 'b'].map((name) => ({ ...SERVER, name })),
        tools: ['a', 'b'].map((mcp_server_name) => ({ type: 'mcp_toolset', mcp_server_name })),
      },
    },
  },
  {
    id: 'defer-all',
    refuses: 'a list of nothing but deferred tools',
    sent: { tools: [tool('look', { defer_loading: true })] },
    words: 'At least one tool must have defer_loading=false. All tools cannot be deferred.',
    accepts: { 'one that is not': { tools: search }, 'an empty list': { tools: [] } },
  },
  {
    id: 'defer-cache-control',
    refuses: 'a deferred tool with a marker',
    sent: { tools: [tool('a'), tool('look', { defer_loading: true, ...marked() })] },
    words: /^tools\.1: a tool with defer_loading=true cannot have cache_control/,
    accepts: {
      'a marker on the other tool': { tools: [tool('a', marked()), tool('look', { defer_loading: true })] },
      'null on a deferred tool': { tools: [tool('a'), tool('look', { defer_loading: true, cache_control: null })] },
    },
  },
  {
    id: 'tool-reference-unknown',
    refuses: 'a found tool that is not declared',
    sent: searched('gone'),
    words: "Tool reference 'gone' not found in available tools",
    accepts: {
      'one that is': searched('look'),
      'one that an MCP server may have': {
        ...searched('gone'),
        mcp_servers: [SERVER],
        tools: [...search, { type: 'mcp_toolset', mcp_server_name: 'a' }],
      },
    },
  },
  {
    id: 'tool-reference-unknown',
    refuses: 'it in the result of a search of the caller',
    sent: {
      tools: [tool('find')],
      messages: [HELLO, assistant(toolUse('a')), user(toolResult('a', [reference('gone')]))],
    },
    words: /'gone'/,
    accepts: {},
  },
  {
    id: 'tool-reference-unknown',
    refuses: 'the removal of a tool that is not declared',
    sent: {
      model: OPUS_5,
      tools: [tool('look')],
      messages: [HELLO, system({ type: 'tool_removal', tool: { type: 'tool_reference', name: 'gone' } })],
    },
    words: /'gone'/,
    accepts: {
      'the removal of one that is': {
        model: OPUS_5,
        tools: [tool('look')],
        messages: [HELLO, system({ type: 'tool_removal', tool: { type: 'tool_reference', name: 'look' } })],
      },
    },
  },
  {
    id: 'web-domains-both',
    refuses: 'a search with domains to search and to avoid',
    sent: {
      tools: [
        { type: 'web_search_20250305', name: 'web_search', allowed_domains: ['a.org'], blocked_domains: ['b.org'] },
      ],
    },
    words: /^tools\.0: allowed_domains and blocked_domains cannot both be specified/,
    accepts: {
      'domains to search': {
        tools: [{ type: 'web_search_20250305', name: 'web_search', allowed_domains: ['a.org'], blocked_domains: null }],
      },
      'domains to search and none to avoid': {
        tools: [{ type: 'web_fetch_20250910', name: 'web_fetch', allowed_domains: ['a.org'], blocked_domains: [] }],
      },
      'both in a tool of the caller': {
        tools: [tool('web_search', { allowed_domains: ['a.org'], blocked_domains: ['b.org'] })],
      },
    },
  },
]);
