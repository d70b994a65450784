import { describe, expect, test } from 'vitest';
import { markersOf } from '../../src/rules/markers.ts';
import { contextOf, marked, text, tool, toolResult, toolUse, user } from './requests.ts';

describe('the markers of a request', () => {
  test('come in the order of the cache: tools, system, messages, and what a result holds before the result', () => {
    const { request } = contextOf({
      messages: [user('x', { ...toolResult('a', [text('y', marked())]), ...marked('1h') })],
      system: [text('s'), text('t', marked('1h'))],
      tools: [tool('look', marked()), tool('go')],
    });
    expect([...markersOf(request)].map(({ path, ttl }) => `${path.join('.')} ${ttl}`)).toEqual([
      'tools.0 5m',
      'system.1 1h',
      'messages.0.content.1.content.0 5m',
      'messages.0.content.1 1h',
    ]);
  });

  test('are none where cache_control is null or content is text', () => {
    const { request } = contextOf({
      system: 'x',
      messages: [user('x'), user(toolUse('a', { cache_control: null }), 'y')],
    });
    expect([...markersOf(request)]).toEqual([]);
  });
});
