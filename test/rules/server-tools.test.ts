import { SERVER_TOOLS } from '../../src/rules/server-tools.ts';
import { testFamily } from './cases.ts';
import { assistant, serverCall, serverResult, toolResult, toolUse, user } from './requests.ts';

const HELLO = user('hello');
const BOTH = assistant(serverCall('srvtoolu_1'), toolUse('a'));

testFamily('server tools', SERVER_TOOLS, [
  {
    id: 'server-result-orphan',
    refuses: 'a result whose call was cut away',
    sent: { messages: [HELLO, assistant(serverResult('srvtoolu_1', 'advisor_tool_result'), 'so'), HELLO] },
    words:
      'messages.1.content.0: unexpected `tool_use_id` found in `advisor_tool_result` blocks: srvtoolu_1. Each `advisor_tool_result` block must have a corresponding `server_tool_use` block before it.',
    accepts: {
      'a result behind its call': {
        messages: [HELLO, assistant(serverCall('srvtoolu_1'), serverResult('srvtoolu_1'), 'so'), HELLO],
      },
      'a result in the next answer, after a client tool has run': {
        messages: [HELLO, BOTH, user(toolResult('a')), assistant(serverResult('srvtoolu_1'), 'so'), HELLO],
      },
      'the result of an MCP server': {
        messages: [
          HELLO,
          assistant({ type: 'mcp_tool_use', id: 'm', name: 'x', input: {} }, serverResult('m', 'mcp_tool_result')),
          HELLO,
        ],
      },
    },
  },
  {
    id: 'server-tool-unresolved',
    refuses: 'words behind the results while a server tool still waits',
    sent: { messages: [HELLO, BOTH, user(toolResult('a'), 'and hurry')] },
    words:
      '`web_search` tool use with id `srvtoolu_1` was found without a corresponding `web_search_tool_result` block',
    accepts: {
      'results and nothing else': { messages: [HELLO, BOTH, user(toolResult('a'))] },
      'words to a client tool that running code has called': {
        messages: [
          HELLO,
          assistant(
            serverCall('srvtoolu_1', 'code_execution'),
            toolUse('a', { caller: { type: 'code_execution_20250825', tool_id: 'srvtoolu_1' } }),
          ),
          user(toolResult('a'), 'and hurry'),
        ],
      },
      'an answer that is sent back to be continued': { messages: [HELLO, assistant(serverCall('srvtoolu_1'))] },
    },
  },
  {
    id: 'server-tool-unresolved',
    refuses: 'a search for tools whose result was cut away',
    sent: { messages: [HELLO, assistant(serverCall('srvtoolu_1', 'tool_search_tool_regex'), 'so'), HELLO] },
    words: /`tool_search_tool_regex` tool use .* corresponding `tool_search_tool_result` block$/,
    accepts: {},
  },
]);
