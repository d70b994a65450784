import { describe, expect, test } from 'vitest';
import { isLoopback, isSelf, originsOf } from '../../../src/cassettes/upstream/origins.ts';

describe('the option upstream', () => {
  test('leaves the real services where nothing is said', () => {
    expect(originsOf([])).toEqual({
      anthropic: 'https://api.anthropic.com',
      openrouter: 'https://openrouter.ai',
      'llm-router': 'https://api.llmrouter.app',
    });
  });

  test('names one for all, or for a dialect; later ones win; a path of a gateway stays', () => {
    expect(originsOf(['http://a:1/', 'openrouter=http://b:2/gate/', 'llm-router=https://c'])).toEqual({
      anthropic: 'http://a:1',
      openrouter: 'http://b:2/gate',
      'llm-router': 'https://c',
    });
  });

  test.each([
    ['antropic=http://a', 'Did you mean'],
    ['api.anthropic.com', 'expected an origin such as'],
    ['ftp://a', 'expected an origin such as'],
    ['http://a?key=1', 'expected an origin such as'],
    ['http://me:secret@a', 'no user or password'],
    ['http://a/v1', 'take the /v1 off'],
    ['http://a/v1/messages', 'take the /v1/messages off'],
  ])('refuses %s', (text, problem) => {
    expect(originsOf([text])).toEqual({ problem: expect.stringContaining(problem) });
  });

  test('repeats no password in its complaint', () => {
    expect(JSON.stringify(originsOf(['http://me:secret@a']))).not.toContain('secret');
  });
});

test.each([
  ['http://127.0.0.1:4010/v1/messages', true],
  ['http://localhost:4010', true],
  ['http://[::1]:4010', true],
  ['http://0.0.0.0:4010', true],
  ['http://10.0.0.7:4010', true],
  ['http://127.0.0.1:4011', false],
  ['https://api.anthropic.com/v1/messages', false],
])('is %s the mock itself? %s', (url, self) => {
  expect(isSelf(url, { address: '::ffff:10.0.0.7', port: 4010 })).toBe(self);
  expect(isSelf(url, undefined)).toBe(false);
});

test('loopback is this machine alone', () => {
  const addresses = ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', 'localhost', '0.0.0.0', '10.0.0.1', '::'];
  expect(addresses.filter(isLoopback)).toEqual(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', 'localhost']);
});
