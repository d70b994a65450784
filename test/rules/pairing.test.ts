import { PAIRING } from '../../src/rules/pairing.ts';
import { testFamily } from './cases.ts';
import { assistant, serverCall, toolResult, toolUse, user } from './requests.ts';

const HELLO = user('hello');
const CALL_A = assistant('Let me see.', toolUse('a'));
const CALL_AB = assistant(toolUse('a'), toolUse('b'));

const missing = (at: number, ids: string): string =>
  `messages.${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${ids}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`;

testFamily('pairing', PAIRING, [
  {
    id: 'tool-use-no-result',
    refuses: 'calls that nobody answers',
    sent: { messages: [HELLO, CALL_AB, user('never mind')] },
    words: missing(1, 'a, b'),
    accepts: {
      'calls that are all answered': { messages: [HELLO, CALL_AB, user(toolResult('b'), toolResult('a'))] },
      'answers in two messages': { messages: [HELLO, CALL_AB, user(toolResult('a')), user(toolResult('b'))] },
      'calls in two messages': {
        messages: [HELLO, assistant(toolUse('a')), assistant(toolUse('b')), user(toolResult('a'), toolResult('b'))],
      },
      'answers with words behind them': { messages: [HELLO, CALL_A, user(toolResult('a'), 'so?')] },
      'a call at the end of the conversation': { messages: [HELLO, CALL_A] },
    },
  },
  {
    id: 'tool-use-no-result',
    refuses: 'one forgotten answer of two, on LLM Router',
    sent: { messages: [HELLO, CALL_AB, user(toolResult('a'))], to: 'llm-router' },
    words: missing(1, 'b'),
    accepts: {},
  },
  {
    id: 'tool-use-no-result',
    refuses: 'a forgotten answer beside a late one, naming both',
    sent: { messages: [HELLO, CALL_AB, user('wait', toolResult('a'))] },
    words: missing(1, 'a, b'),
    accepts: {},
  },
  {
    id: 'tool-use-no-result',
    refuses: 'a call that is answered a turn too late',
    sent: { messages: [HELLO, CALL_A, HELLO, assistant('hm'), user(toolResult('a'))], to: 'openrouter' },
    words: missing(1, 'a'),
    besides: ['tool-result-orphan'],
    accepts: {},
  },
  {
    id: 'tool-result-not-first',
    refuses: 'words before the answer',
    sent: { messages: [HELLO, CALL_A, user('here you are', toolResult('a'))] },
    words: missing(1, 'a'),
    accepts: {
      'them on OpenRouter, of which no refusal is known': {
        messages: [HELLO, CALL_A, user('here you are', toolResult('a'))],
        to: 'openrouter',
      },
    },
  },
  {
    id: 'tool-result-not-first',
    refuses: 'words before the answer in a message of their own',
    sent: { messages: [HELLO, CALL_A, user('here you are'), user(toolResult('a'))] },
    words: missing(1, 'a'),
    accepts: {},
  },
  {
    id: 'tool-result-orphan',
    refuses: 'an answer to nothing',
    sent: { messages: [HELLO, assistant('hi'), user(toolResult('zz'))], to: 'openrouter' },
    words:
      'messages.2.content.0: unexpected `tool_use_id` found in `tool_result` blocks: zz. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.',
    accepts: {},
  },
  {
    id: 'tool-result-orphan',
    refuses: 'an answer to a tool that the service runs itself',
    sent: { messages: [HELLO, assistant(serverCall('srvtoolu_1')), user(toolResult('srvtoolu_1'))] },
    words: /srvtoolu_1/,
    accepts: {},
  },
  {
    id: 'tool-result-duplicate',
    refuses: 'two answers to one call',
    sent: { messages: [HELLO, CALL_A, user(toolResult('a'), toolResult('a'))] },
    words:
      'messages.2.content.1: each tool_use must have a single result. Found multiple `tool_result` blocks with id: a',
    accepts: {},
  },
  {
    id: 'tool-use-id-duplicate',
    refuses: 'one id for two calls',
    sent: { messages: [HELLO, CALL_A, user(toolResult('a')), CALL_A, user(toolResult('a'))] },
    words: 'messages.3.content.1: `tool_use` ids must be unique',
    accepts: {
      'ids that differ': {
        messages: [HELLO, CALL_A, user(toolResult('a')), assistant(toolUse('b')), user(toolResult('b'))],
      },
    },
  },
  {
    id: 'tool-use-id-pattern',
    refuses: 'an id with a dot',
    sent: { messages: [HELLO, assistant(toolUse('call.1')), user(toolResult('call.1'))] },
    words: "messages.1.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'",
    accepts: {
      'ids of other makers': { messages: [HELLO, assistant(toolUse('call_x-1')), user(toolResult('call_x-1'))] },
    },
  },
]);
