import { ROLES } from '../../src/rules/roles.ts';
import { testFamily } from './cases.ts';
import {
  assistant,
  marked,
  OPUS_5,
  serverCall,
  serverResult,
  system,
  text,
  toolResult,
  toolUse,
  user,
} from './requests.ts';

const HELLO = user('hello');

testFamily('roles', ROLES, [
  {
    id: 'messages-empty',
    refuses: 'a conversation without messages',
    sent: { messages: [] },
    words: 'messages: at least one message is required',
    accepts: {
      'no messages on OpenRouter, of which no refusal is known': { messages: [], to: 'openrouter' },
      'a conversation that the assistant opens': { messages: [assistant('How can I help?'), HELLO] },
    },
  },
  {
    id: 'role-system',
    refuses: 'a system message to a model that has no ear for it',
    sent: { messages: [HELLO, system('be brief')] },
    words:
      'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.',
    accepts: {
      'it on OpenRouter': { messages: [HELLO, system('be brief')], to: 'openrouter' },
      'it to a newer model': { messages: [HELLO, system('be brief')], model: OPUS_5 },
      'it to Sonnet 5': { messages: [HELLO, system('be brief')], model: 'claude-sonnet-5' },
    },
  },
  {
    id: 'empty-content',
    refuses: 'a user who says nothing',
    sent: { messages: [HELLO, assistant('hi'), user()] },
    words: 'messages.2: all messages must have non-empty content except for the optional final assistant message',
    accepts: {
      'an empty message beside a full one of the same role': { messages: [user(), user('hello'), user('')] },
      'a final assistant message without content': { messages: [HELLO, assistant()] },
      'a final assistant message without content on a model without prefill': {
        messages: [HELLO, assistant()],
        model: OPUS_5,
      },
      'a result without content': { messages: [HELLO, assistant(toolUse('a')), user(toolResult('a', ''))] },
    },
  },
  {
    id: 'empty-content',
    refuses: 'an assistant who said nothing in the middle',
    sent: { messages: [HELLO, assistant(''), HELLO] },
    words: /^messages\.1: all messages must have non-empty content/,
    accepts: {},
  },
  {
    id: 'empty-content',
    refuses: 'a system message without blocks',
    sent: { messages: [HELLO, system()], model: OPUS_5 },
    words: 'messages.1: system content must contain at least one block',
    accepts: {
      'a system message that only changes settings': {
        messages: [HELLO, { ...system(), output_config: { effort: 'low' } } as never, HELLO],
        model: OPUS_5,
      },
    },
  },
  {
    id: 'system-placement',
    refuses: 'a system message at the head',
    sent: { messages: [system('be brief'), HELLO], model: OPUS_5 },
    words: /^messages\.0: use the top-level 'system' parameter/,
    accepts: {
      'one behind the user': { messages: [HELLO, system('be brief')], model: OPUS_5 },
      'two of them before the assistant': {
        messages: [HELLO, system('a'), system('b'), assistant('ok'), HELLO],
        model: OPUS_5,
      },
      'one behind the result of a server tool': {
        messages: [HELLO, assistant(serverCall('srvtoolu_1'), serverResult('srvtoolu_1')), system('go on')],
        model: OPUS_5,
      },
    },
  },
  {
    id: 'system-placement',
    refuses: 'a system message behind the assistant',
    sent: { messages: [HELLO, assistant('hi'), system('be brief')], model: OPUS_5 },
    words: /^messages\.2: role 'system' must follow a 'user' message or an 'assistant' message ending in a server/,
    accepts: {},
  },
  {
    id: 'system-placement',
    refuses: 'a system message between a call and its result',
    sent: { messages: [HELLO, assistant(toolUse('a')), system('wait'), user(toolResult('a'))], model: OPUS_5 },
    words: /^messages\.2: role 'system' must follow/,
    accepts: {
      'one behind the result': {
        messages: [HELLO, assistant(toolUse('a')), user(toolResult('a')), system('hurry')],
        model: OPUS_5,
      },
    },
  },
  {
    id: 'system-placement',
    refuses: 'system messages before the user, told of the last of them',
    sent: { messages: [HELLO, system('a'), system('b'), HELLO], model: OPUS_5 },
    words: /^messages\.2: role 'system' must precede an 'assistant' message or end the array/,
    accepts: {},
  },
  {
    id: 'empty-text-block',
    refuses: 'an empty text',
    sent: { messages: [user('hello', '')] },
    words: 'messages: text content blocks must be non-empty',
    accepts: {
      'an empty text inside a result': {
        messages: [HELLO, assistant(toolUse('a')), user(toolResult('a', [text('')]))],
      },
      'an empty text as the final assistant message': { messages: [HELLO, assistant(text(''), text(''))] },
    },
  },
  {
    id: 'whitespace-text-block',
    refuses: 'a text of blanks',
    sent: { messages: [HELLO, assistant('\n\n', toolUse('a')), user(toolResult('a'))] },
    words: 'messages: text content blocks must contain non-whitespace text',
    accepts: {
      'a text with blanks around it': { messages: [user('\n hello \n')] },
      'blanks on OpenRouter': { messages: [user('  ')], to: 'openrouter' },
    },
  },
  {
    id: 'whitespace-text-block',
    refuses: 'a system message of blanks',
    sent: { messages: [HELLO, system(text('  ', marked()))], model: OPUS_5 },
    words: 'messages.1: system text blocks must contain non-whitespace text',
    accepts: {},
  },
]);
