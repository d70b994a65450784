import { THINKING_BLOCKS } from '../../src/rules/thinking-blocks.ts';
import { testFamily } from './cases.ts';
import {
  assistant,
  MANUAL,
  OPUS_5,
  OPUS_46,
  serverCall,
  serverResult,
  thought,
  toolResult,
  toolUse,
  user,
} from './requests.ts';

const HELLO = user('hello');
const thinking = MANUAL;

testFamily('thinking blocks', THINKING_BLOCKS, [
  {
    id: 'thinking-first-block',
    refuses: 'a tool loop that began without a thought',
    sent: { thinking, messages: [HELLO, assistant(toolUse('a')), user(toolResult('a'))] },
    words:
      'messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`. When `thinking` is enabled, a final `assistant` message must start with a thinking block (preceeding the lastmost set of `tool_use` and `tool_result` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable `thinking`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking',
    accepts: {
      'a loop that began with one': {
        thinking,
        messages: [HELLO, assistant(thought(), toolUse('a')), user(toolResult('a'))],
      },
      'a loop that began with one and went on without': {
        thinking,
        messages: [
          HELLO,
          assistant(thought(), toolUse('a')),
          user(toolResult('a')),
          assistant(toolUse('b')),
          user(toolResult('b')),
        ],
      },
      'a loop that began with a redacted one': {
        thinking,
        messages: [HELLO, assistant({ type: 'redacted_thinking', data: 'x' }, toolUse('a')), user(toolResult('a'))],
      },
      'a loop that is over': {
        thinking,
        messages: [HELLO, assistant(toolUse('a')), user(toolResult('a')), assistant('so'), user('thanks')],
      },
      'a loop that words of the user have ended': {
        thinking,
        messages: [HELLO, assistant(toolUse('a')), user(toolResult('a'), 'and now?')],
      },
      'a loop begun with a thought, with words of the user in its middle': {
        thinking,
        messages: [
          HELLO,
          assistant(thought(), toolUse('a')),
          user(toolResult('a'), 'hurry'),
          assistant(toolUse('b')),
          user(toolResult('b')),
        ],
      },
      'earlier answers without thoughts': { thinking, messages: [HELLO, assistant('hi'), HELLO] },
      'a loop without thoughts when thinking is adaptive': {
        thinking: { type: 'adaptive' },
        model: OPUS_46,
        messages: [HELLO, assistant(toolUse('a')), user(toolResult('a'))],
      },
      'a loop without thoughts on the model of another maker': {
        thinking,
        model: 'openai/gpt-5-mini',
        to: 'openrouter',
        messages: [HELLO, assistant(toolUse('a')), user(toolResult('a'))],
      },
    },
  },
  {
    id: 'thinking-first-block',
    refuses: 'an answer begun without a thought, on LLM Router',
    sent: { thinking, messages: [HELLO, assistant('Dear')], to: 'llm-router' },
    words: /^messages\.1\.content\.0\.type: Expected `thinking` or `redacted_thinking`, but found `text`\./,
    accepts: {},
  },
  {
    id: 'thinking-order',
    refuses: 'a thought behind words',
    sent: { thinking, messages: [HELLO, assistant('hi', thought(), 'so'), HELLO] },
    words:
      'messages.1.content.0: If an assistant message contains any thinking blocks, the first block must be `thinking` or `redacted_thinking`. Found `text`.',
    accepts: {
      'a thought before words': { thinking, messages: [HELLO, assistant(thought(), 'so'), HELLO] },
      'a thought behind words that adaptive thinking had': {
        thinking: { type: 'adaptive' },
        model: OPUS_5,
        messages: [HELLO, assistant('hi', thought(), 'so'), HELLO],
      },
      'a thought behind a tool of the service': {
        thinking,
        messages: [HELLO, assistant(serverCall('srvtoolu_1'), serverResult('srvtoolu_1'), thought(), 'so'), HELLO],
      },
    },
  },
  {
    id: 'thinking-last-block',
    refuses: 'a final message that ends in a thought',
    sent: { thinking, messages: [HELLO, assistant(thought())] },
    words: 'messages.1: The final block in an assistant message cannot be `thinking`.',
    accepts: { 'an earlier message that does': { thinking, messages: [HELLO, assistant(thought()), HELLO] } },
  },
  {
    id: 'thinking-while-disabled',
    refuses: 'a final message with a thought when thinking is off',
    sent: { messages: [HELLO, assistant(thought(), 'Dear')] },
    words:
      'messages.1.content.0: When thinking is disabled, an `assistant` message in the final position cannot contain `thinking`. To use thinking blocks, enable `thinking` in your request.',
    accepts: {
      'it when thinking is on': { thinking, messages: [HELLO, assistant(thought(), 'Dear')] },
      'a loop with thoughts when thinking is off': {
        messages: [HELLO, assistant(thought(), toolUse('a')), user(toolResult('a'))],
      },
    },
  },
]);
