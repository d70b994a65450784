import { CACHING } from '../../src/rules/caching.ts';
import { testFamily } from './cases.ts';
import { assistant, marked, text, tool, toolResult, toolUse, user } from './requests.ts';

const { cache_control } = marked();
const HOUR = marked('1h').cache_control;
const mark = (ttl?: '5m' | '1h') => text('x', marked(ttl));

testFamily('caching', CACHING, [
  {
    id: 'cache-max-4',
    refuses: 'five markers, wherever they are',
    sent: {
      tools: [tool('look', marked())],
      system: [mark()],
      messages: [
        user(mark()),
        assistant({ ...toolUse('a'), ...marked() }),
        user(toolResult('a', [text('x', marked())])),
      ],
    },
    words: 'A maximum of 4 blocks with cache_control may be provided. Found 5.',
    accepts: {
      'four markers': { messages: [user(mark(), mark(), mark(), mark(), text('x'))] },
      'four markers and a null': {
        messages: [user(mark(), mark(), mark(), mark(), text('x', { cache_control: null }))],
      },
      'five markers to the model of another maker': {
        messages: [user(mark(), mark(), mark(), mark(), mark())],
        model: 'openai/gpt-5-mini',
        to: 'openrouter',
      },
    },
  },
  {
    id: 'cache-max-4',
    refuses: 'five markers on OpenRouter',
    sent: {
      messages: [user(mark(), mark(), mark(), mark(), mark())],
      model: 'anthropic/claude-sonnet-4.5',
      to: 'openrouter',
    },
    words: /Found 5\.$/,
    accepts: {},
  },
  {
    id: 'cache-empty-text',
    refuses: 'a marker on nothing in a message',
    sent: { messages: [user('hello', text('', marked()))] },
    words: 'messages.0.content.1.text: cache_control cannot be set for empty text blocks',
    accepts: {
      'a marker on a result without content': {
        messages: [user('hello'), assistant(toolUse('a')), user({ ...toolResult('a', ''), ...marked() })],
      },
    },
  },
  {
    id: 'cache-empty-text',
    refuses: 'a marker on nothing in the system prompt',
    sent: { system: [text('', marked())] },
    words: 'system.0: cache_control cannot be set for empty text blocks',
    accepts: { 'an empty system prompt without one': { system: [text('')] } },
  },
  {
    id: 'cache-ttl-order',
    refuses: 'an hour after five minutes',
    sent: { tools: [tool('look', marked())], messages: [user('hello', mark('1h'))] },
    words:
      "messages.0.content.1.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.",
    accepts: { 'five minutes after an hour': { system: [mark('1h')], messages: [user(mark('5m'))] } },
  },
  {
    id: 'cache-ttl-order',
    refuses: 'an automatic hour after five minutes',
    sent: { system: [mark()], cache_control: HOUR },
    words: /^cache_control\.ttl: a ttl='1h'/,
    accepts: { 'automatic five minutes after an hour': { system: [mark('1h')], cache_control } },
  },
  {
    id: 'cache-auto-ttl-conflict',
    refuses: 'an automatic marker that contradicts the one that is there',
    sent: { messages: [user(mark('1h'))], cache_control },
    words: /^cache_control: the last block already has a cache_control with ttl='1h'/,
    accepts: {
      'one that repeats it': { messages: [user(mark('1h'))], cache_control: HOUR },
      'one that repeats it by default': { messages: [user(mark('5m'))], cache_control },
      'an earlier marker with another life': { messages: [user(mark('1h'), 'hello')], cache_control },
    },
  },
  {
    id: 'cache-auto-no-slot',
    refuses: 'an automatic marker beside four others',
    sent: { messages: [user(mark(), mark(), mark(), mark(), 'hello')], cache_control },
    words: /^cache_control: automatic caching needs one of the 4/,
    accepts: {
      'one beside three': { messages: [user(mark(), mark(), mark(), 'hello')], cache_control },
      'one that is the fourth': { messages: [user(mark(), mark(), mark(), mark())], cache_control },
      'none beside four': { messages: [user(mark(), mark(), mark(), mark(), 'hello')], cache_control: null },
    },
  },
]);
