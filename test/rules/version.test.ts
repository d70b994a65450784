import { describe, expect, test } from 'vitest';
import type { RequestBlock } from '../../src/message/request.ts';
import { findings } from '../../src/rules/rules.ts';
import { VERSION } from '../../src/rules/version.ts';
import { testFamily } from './cases.ts';
import { VALID } from './conversations.ts';
import {
  assistant,
  broken,
  contextOf,
  document,
  OPUS_46,
  searchResult,
  text,
  toolResult,
  toolUse,
  user,
} from './requests.ts';

const version = '2026-10-21';
const citations = [{ type: 'char_location', cited_text: 'facts', document_index: 0 }];
const cited = text('as said', { citations });

function found(...content: RequestBlock[]): RequestBlock {
  return { ...searchResult(false), content };
}

testFamily('version', VERSION, [
  {
    id: 'version-no-temperature',
    refuses: 'a temperature, even the one every model has anyway',
    sent: { temperature: 1, version },
    words: 'temperature: Extra inputs are not permitted',
    accepts: {
      'a temperature in the version before': { temperature: 0.5 },
      'a temperature on OpenRouter, whatever the header': {
        temperature: 0.5,
        model: 'anthropic/claude-sonnet-4.5',
        to: 'openrouter',
        version,
      },
      'no temperature': { version },
    },
  },
  {
    id: 'version-no-temperature',
    refuses: 'no temperature, if it is said with a null',
    sent: { temperature: null, version },
    words: 'temperature: Extra inputs are not permitted',
    accepts: { 'a null in the version before': { temperature: null } },
  },
  {
    id: 'version-no-temperature',
    refuses: 'a temperature in a version yet to come',
    sent: { temperature: 0, version: '2027-01-01', model: OPUS_46 },
    words: 'temperature: Extra inputs are not permitted',
    accepts: { 'a temperature in a version of the day before': { temperature: 0, version: '2026-10-20' } },
  },
  {
    id: 'version-no-top-p',
    refuses: 'a top_p',
    sent: { top_p: 0.9, version },
    words: 'top_p: Extra inputs are not permitted',
    accepts: { 'a top_p in the version before': { top_p: 0.9 } },
  },
  {
    id: 'version-no-top-k',
    refuses: 'a top_k',
    sent: { top_k: 40, version },
    words: 'top_k: Extra inputs are not permitted',
    accepts: { 'a top_k in the version before': { top_k: 40 } },
  },
  {
    id: 'version-assistant-document',
    refuses: 'a document in the mouth of the assistant',
    sent: { messages: [user('go'), assistant('look', document()), user('on')], version },
    words: 'messages.1.content.1: `document` blocks are not permitted in `assistant` messages.',
    accepts: {
      'it in the version before': { messages: [user('go'), assistant('look', document()), user('on')] },
      'a document of the user': { messages: [user(document())], version },
      'a document that a tool gave': {
        messages: [user('go'), assistant(toolUse('a')), user(toolResult('a', [document()]))],
        version,
      },
    },
  },
  {
    id: 'version-user-citations',
    refuses: 'citations in a text of the user',
    sent: { messages: [user('hello', cited)], version },
    words: 'messages.0.content.1.text.citations: `citations` of `text` blocks are not permitted in `user` messages.',
    accepts: {
      'them in the version before': { messages: [user('hello', cited)] },
      'an empty list of them': { messages: [user('hello', text('x', { citations: [] }))], version },
      'none of them': { messages: [user('hello', text('x', { citations: null }))], version },
      'those of the assistant': { messages: [user('go'), assistant(cited), user('on')], version },
      'a document that may be cited': { messages: [user(document(true))], version },
    },
  },
  {
    id: 'version-user-citations',
    refuses: 'citations in a search result of the user',
    sent: { messages: [user('hello', found(text('facts'), cited))], version },
    words: /^messages\.0\.content\.1\.search_result\.content\.1\.citations: `citations` of `text` blocks/,
    accepts: {
      'a search result without them': { messages: [user('hello', found(text('facts')))], version },
      'them in the version before': { messages: [user('hello', found(cited))] },
    },
  },
]);

describe('the version of October 2026', () => {
  test.each(Object.entries(VALID))('takes %s as the version before did', (_name, sent) => {
    const { temperature: _t, top_p: _p, top_k: _k, ...rest } = sent;
    expect(broken({ ...rest, version })).toEqual([]);
  });

  test('forbids nothing to a request without the header', () => {
    const context = contextOf({ temperature: 1, messages: [user('hello', cited)] });
    expect(findings({ ...context, version: undefined })).toEqual([]);
  });

  test('tells of an unknown field before it tells of the other settings', () => {
    expect(broken({ temperature: 0.5, top_p: 0.5, max_tokens: 1_000_000, version })).toEqual([
      'version-no-temperature',
      'version-no-top-p',
      'temperature-and-top-p',
      'max-tokens-over-model',
    ]);
  });

  test('points at the block that holds the citations', () => {
    const [first] = findings(contextOf({ messages: [user('a'), assistant('b'), user(found(cited))], version }));
    expect(first?.finding.path).toEqual(['messages', 2, 'content', 0, 'content', 0, 'citations']);
  });
});
