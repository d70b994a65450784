import { MCP } from '../../src/rules/mcp.ts';
import { testFamily } from './cases.ts';

const server = (name: string) => ({ type: 'url', url: `https://${name}.example.com/mcp`, name });
const toolset = (mcp_server_name: string) => ({ type: 'mcp_toolset', mcp_server_name });
const NEW = ['mcp-client-2025-11-20'];
const OLD = ['mcp-client-2025-04-04'];

testFamily('MCP servers', MCP, [
  {
    id: 'mcp-server-names-unique',
    refuses: 'two servers of one name',
    sent: { mcp_servers: [server('a'), server('a')], tools: [toolset('a')] },
    words: 'mcp_servers: MCP server names must be unique.',
    accepts: { 'two names': { mcp_servers: [server('a'), server('b')], tools: [toolset('a'), toolset('b')] } },
  },
  {
    id: 'mcp-server-unused',
    refuses: 'a server without a toolset',
    sent: { mcp_servers: [server('a')], betas: NEW },
    words: "MCP server 'a' is defined but not referenced by any `mcp_toolset` in `tools`.",
    accepts: {
      'a server with one': { mcp_servers: [server('a')], tools: [toolset('a')], betas: NEW },
      'the older form': { mcp_servers: [server('a')], betas: OLD },
      'the older form without its beta': { mcp_servers: [server('a')] },
      'LLM Router, which only passes it on': { mcp_servers: [server('a')], to: 'llm-router', betas: NEW },
    },
  },
  {
    id: 'mcp-server-unused',
    refuses: 'a second server that was forgotten, though no beta was sent',
    sent: { mcp_servers: [server('a'), server('b')], tools: [toolset('a')] },
    words: /^MCP server 'b' is defined/,
    accepts: {},
  },
  {
    id: 'mcp-server-unknown',
    refuses: 'a toolset of a server that is not there',
    sent: { mcp_servers: [server('a')], tools: [toolset('a'), toolset('b')] },
    words: "tools.1: MCP server 'b' is not defined in `mcp_servers`.",
    accepts: {},
  },
  {
    id: 'mcp-toolset-twice',
    refuses: 'two toolsets of one server',
    sent: { mcp_servers: [server('a')], tools: [toolset('a'), toolset('a')] },
    words: "tools.1: MCP server 'a' is referenced by more than one `mcp_toolset`.",
    accepts: {},
  },
]);
