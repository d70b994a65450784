import { PREFILL } from '../../src/rules/prefill.ts';
import { testFamily } from './cases.ts';
import { assistant, OPUS_5, OPUS_46, serverCall, serverResult, text, toolUse, user } from './requests.ts';

const HELLO = user('hello');

testFamily('prefill', PREFILL, [
  {
    id: 'prefill-unsupported',
    refuses: 'an answer begun for a newer model',
    sent: { messages: [HELLO, assistant('Dear')], model: OPUS_46 },
    words: 'This model does not support assistant message prefill. The conversation must end with a user message.',
    accepts: {
      'it for an older model': { messages: [HELLO, assistant('Dear')] },
      'an unanswered call as the beginning, for an older model': { messages: [HELLO, assistant(toolUse('a'))] },
      'the answer that a server tool interrupted': {
        messages: [HELLO, assistant('Let me search.', serverCall('srvtoolu_1'))],
        model: OPUS_5,
      },
      'an interrupted answer that ends in a result': {
        messages: [HELLO, assistant(serverCall('srvtoolu_1'), serverResult('srvtoolu_1'))],
        model: OPUS_5,
      },
      'the answer that a compaction interrupted': {
        messages: [HELLO, assistant({ type: 'compaction', content: 'so far' })],
        model: OPUS_5,
      },
      'an empty text': { messages: [HELLO, assistant(text(''), text(''))], model: OPUS_5 },
      'it for a model nobody knows': { messages: [HELLO, assistant('Dear')], model: 'acme/brain', to: 'openrouter' },
    },
  },
  {
    id: 'prefill-unsupported',
    refuses: 'it on OpenRouter too',
    sent: { messages: [HELLO, assistant('Dear')], model: 'anthropic/claude-opus-4.6', to: 'openrouter' },
    words: /does not support assistant message prefill/,
    accepts: {},
  },
  {
    id: 'prefill-trailing-ws',
    refuses: 'a beginning that ends in a blank',
    sent: { messages: [HELLO, assistant('Dear ')] },
    words: 'messages: final assistant content cannot end with trailing whitespace',
    accepts: {
      'a blank at the end of an earlier answer': { messages: [HELLO, assistant('Dear '), HELLO] },
      'a blank at the end of the question': { messages: [user('hello ')] },
    },
  },
]);
