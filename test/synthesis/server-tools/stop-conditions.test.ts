import { describe, expect, test } from 'vitest';
import { stepsUntilStop } from '../../../src/synthesis/server-tools/stop-conditions.ts';
import { ask as body, mockOf, post } from '../../support/wire.ts';
import { ask } from '../ask.ts';

const SEARCH = { name: 'web_search', type: 'openrouter:web_search' };
const steps = [SEARCH, { name: 'openrouter_shell', type: 'openrouter:shell' }, SEARCH];
const stop = (...conditions: unknown[]) =>
  stepsUntilStop(ask('', { stop_server_tools_when: conditions }), steps, { tokens: 100, cost: 0.01 });

describe('a loop of server tools', () => {
  test.each([
    [{ type: 'step_count_is', step_count: 2 }, 2],
    [{ type: 'step_count_is', step_count: 0 }, 1],
    [{ type: 'step_count_is', step_count: 9 }, undefined],
    [{ type: 'has_tool_call', tool_name: 'openrouter:shell' }, 2],
    [{ type: 'has_tool_call', tool_name: 'web_search' }, 1],
    [{ type: 'has_tool_call', tool_name: 'other' }, undefined],
    [{ type: 'max_tokens_used', max_tokens: 99 }, 1],
    [{ type: 'max_tokens_used', max_tokens: 100 }, 2],
    [{ type: 'max_tokens_used', max_tokens: 5000 }, undefined],
    [{ type: 'max_cost', max_cost_in_dollars: 0.015 }, 2],
    [{ type: 'max_cost', max_cost_in_dollars: 1 }, undefined],
    [{ type: 'finish_reason_is', reason: 'tool_calls' }, 1],
    [{ type: 'finish_reason_is', reason: 'length' }, undefined],
  ])('with the condition %j ends after step %s', (condition, expected) => {
    expect(stop(condition)).toBe(expected);
  });

  test('ends with the first of several conditions that holds, and without any goes on', () => {
    expect(
      stop({ type: 'step_count_is', step_count: 3 }, { type: 'has_tool_call', tool_name: 'openrouter_shell' }),
    ).toBe(2);
    expect(stop()).toBeUndefined();
  });

  test('calls none of the tools that it found, once it is stopped', async () => {
    const input_schema = { type: 'object', properties: { city: { type: 'string' } } };
    const weather = { name: 'get_weather', description: 'Weather of a city', input_schema, defer_loading: true };
    const question = { messages: [{ role: 'user', content: 'How is the weather in Oslo?' }] };
    const stopReason = async (changes: object) => {
      const request = body('openrouter', {
        tools: [{ type: 'openrouter:tool_search' }, weather],
        ...question,
        ...changes,
      });
      return JSON.parse((await post(mockOf(), 'openrouter', request)).text).stop_reason;
    };
    expect(await stopReason({})).toBe('tool_use');
    const stop_server_tools_when = [{ type: 'has_tool_call', tool_name: 'openrouter:tool_search' }];
    expect(await stopReason({ stop_server_tools_when })).toBe('end_turn');
  });

  test('is shorter in the reply, and ends in words', async () => {
    const searches = async (changes: object) => {
      const question = { messages: [{ role: 'user', content: 'Search the web for Basel and London.' }] };
      const request = body('openrouter', { tools: [{ type: 'openrouter:web_search' }], ...question, ...changes });
      const { content, usage } = JSON.parse((await post(mockOf(), 'openrouter', request)).text);
      expect(content.at(-1).type).toBe('text');
      return usage.server_tool_use.web_search_requests;
    };
    expect(await searches({})).toBe(2);
    expect(await searches({ stop_server_tools_when: [{ type: 'step_count_is', step_count: 1 }] })).toBe(1);
  });
});
