/** Conversations as real clients have them, every one of which the real services accept. */
import type { RequestBlock } from '../../src/message/request.ts';
import {
  assistant,
  document,
  MANUAL,
  marked,
  OPUS_5,
  OPUS_46,
  type Sent,
  serverCall,
  serverResult,
  text,
  thought,
  tool,
  toolResult,
  toolUse,
  user,
} from './requests.ts';

const tools = [tool('look'), tool('write', marked())];
const reminder = text('<system-reminder>The list of things to do is empty.</system-reminder>');
const image: RequestBlock = {
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' },
};

export const VALID: Record<string, Sent> = {
  'a question': {},
  'a chat': { messages: [user('hi'), assistant('hello'), user('how are you?')], temperature: 0.2, top_k: 40 },
  'a chat that the assistant opens': { messages: [assistant('Welcome!'), user('hi')] },
  'a user who writes twice': { messages: [user('hi'), user('are you there?', image)] },
  'an answer begun by the caller': { messages: [user('as JSON'), assistant('{')], stop_sequences: ['}'] },
  'an answer begun with a call': { tools, messages: [user('look'), assistant('I will', toolUse('toolu_1'))] },
  'a tool loop': {
    tools,
    messages: [
      user('look around'),
      assistant('Let me see.', toolUse('toolu_1')),
      user(toolResult('toolu_1')),
      assistant(toolUse('toolu_2')),
      user({ ...toolResult('toolu_2', ''), is_error: true }),
    ],
  },
  'tools in parallel': {
    tools,
    tool_choice: { type: 'any', disable_parallel_tool_use: false },
    messages: [
      user('look twice'),
      assistant(toolUse('toolu_1'), toolUse('toolu_2')),
      user(toolResult('toolu_2', [text('a'), image]), toolResult('toolu_1', [])),
    ],
  },
  'results in messages of their own': {
    tools,
    messages: [
      user('look twice'),
      assistant(toolUse('toolu_1')),
      assistant(toolUse('toolu_2')),
      user(toolResult('toolu_1')),
      user(toolResult('toolu_2'), 'go on'),
    ],
  },
  'a loop with a budget for thinking': {
    tools,
    thinking: MANUAL,
    messages: [
      user('hi'),
      assistant('hello'),
      user('look'),
      assistant(thought(), 'Let me see.', toolUse('toolu_1')),
      user(toolResult('toolu_1')),
      assistant(toolUse('toolu_2')),
      user(toolResult('toolu_2')),
    ],
  },
  'a loop with interleaved thinking': {
    tools,
    thinking: { type: 'enabled', budget_tokens: 10_000 },
    betas: ['interleaved-thinking-2025-05-14'],
    messages: [
      user('look'),
      assistant(thought(), toolUse('toolu_1')),
      user(toolResult('toolu_1')),
      assistant(thought(), 'hm', toolUse('toolu_2')),
      user(toolResult('toolu_2')),
    ],
  },
  'a loop with omitted adaptive thinking': {
    model: OPUS_46,
    tools,
    thinking: { type: 'adaptive', display: 'omitted' },
    output_config: { effort: 'max' },
    messages: [
      user('look'),
      assistant(thought(''), toolUse('toolu_1')),
      user(toolResult('toolu_1')),
      assistant(toolUse('toolu_2')),
      user(toolResult('toolu_2')),
    ],
  },
  'Claude Code in the middle of its work': {
    model: 'claude-sonnet-4-5-20250929',
    max_tokens: 32_000,
    stream: true,
    temperature: 1,
    thinking: { type: 'enabled', budget_tokens: 31_999 },
    betas: ['claude-code-20250219', 'interleaved-thinking-2025-05-14', 'context-management-2025-06-27'],
    metadata: { user_id: 'user_1_account__session_2' },
    context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] },
    system: [text('You are a tool.'), text('Be brief.', marked('1h'))],
    tools: [tool('look'), tool('write')],
    messages: [
      user(reminder, 'mend it'),
      assistant(thought(), 'I will look.', toolUse('toolu_1'), toolUse('toolu_2')),
      user(toolResult('toolu_1'), toolResult('toolu_2'), reminder),
      assistant(thought(), toolUse('toolu_3')),
      user({ ...toolResult('toolu_3'), ...marked('1h') }, reminder, text('go on', marked('1h'))),
    ],
  },
  'Claude Code asking for a title': {
    model: OPUS_46,
    thinking: { type: 'disabled' },
    tools: [],
    output_config: { format: { type: 'json_schema', schema: { type: 'object' } } },
  },
  'a search by the service': {
    tools: [{ type: 'web_search_20250305', name: 'web_search', max_uses: 3, allowed_domains: ['a.org'] }],
    messages: [
      user('search'),
      assistant(
        'Let me search.',
        serverCall('srvtoolu_1'),
        serverResult('srvtoolu_1'),
        text('found', { citations: [] }),
      ),
      user('thanks'),
    ],
  },
  'an answer paused in a search': {
    model: OPUS_5,
    tools: [{ type: 'web_search_20250305', name: 'web_search' }],
    messages: [user('search'), assistant(thought(''), serverCall('srvtoolu_1'))],
  },
  'a search that waits for a tool of the caller': {
    model: OPUS_5,
    tools: [{ type: 'web_search_20250305', name: 'web_search' }, tool('look')],
    messages: [
      user('search and look'),
      assistant(serverCall('srvtoolu_1'), toolUse('toolu_1')),
      user(toolResult('toolu_1')),
      assistant(serverResult('srvtoolu_1'), 'Here you are.'),
      user('thanks'),
    ],
  },
  'documents with citations': {
    messages: [
      user(document(true), { ...document(true), ...marked() }, 'compare'),
      assistant(text('The same.', { citations: [{ type: 'char_location' }] })),
      user('sure?'),
    ],
    cache_control: { type: 'ephemeral' },
  },
  'a model of another maker': {
    model: 'openai/gpt-5-mini',
    temperature: 0.3,
    top_p: 0.9,
    tools,
    messages: [user('look'), assistant(toolUse('call_1')), user(toolResult('call_1'))],
  },
};
