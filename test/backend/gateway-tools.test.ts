import { describe, expect, test } from 'vitest';
import { type ToolOptimization, withFittingTools } from '../../src/backend/gateway-tools.ts';
import type { MessagesRequest } from '../../src/message/request.ts';

const WEATHER = { name: 'get_weather', description: 'Current weather of a city' };
const MAIL = { name: 'send_mail', description: 'Sends a letter' };
const SEARCH = { type: 'web_search_20250305', name: 'web_search' };
const ask = (content: string, changes: object = {}): MessagesRequest =>
  ({
    model: 'm',
    messages: [{ role: 'user', content }],
    tools: [WEATHER, MAIL, SEARCH],
    ...changes,
  }) as MessagesRequest;
const names = (request: MessagesRequest, settings: ToolOptimization = {}) =>
  withFittingTools(request, settings).tools?.map(({ name }) => name);

describe('tool optimization', () => {
  test('leaves out the tools that share no word with the question, but none of the service', () => {
    expect(names(ask('What is the weather in Oslo?'))).toEqual(['get_weather', 'web_search']);
    expect(names(ask('Hello'))).toEqual(['web_search']);
  });

  test('demands as much likeness as it is told to', () => {
    expect(names(ask('How is the weather?'), { acceptScore: 0.9 })).toEqual(['web_search']);
    expect(names(ask('How is the weather in the city?'), { acceptScore: 0.9 })).toEqual(['get_weather', 'web_search']);
    expect(names(ask('Hello'), { acceptScore: 0 })).toHaveLength(3);
  });

  test('keeps what is always included, was called before, or must be called', () => {
    expect(names(ask('Hello'), { alwaysInclude: ['send_mail'] })).toEqual(['send_mail', 'web_search']);
    expect(names(ask('Hello', { tool_choice: { type: 'tool', name: 'send_mail' } }))).toEqual([
      'send_mail',
      'web_search',
    ]);
    const call = { type: 'tool_use', id: 't', name: 'get_weather', input: {} };
    expect(names(ask('', { messages: [{ role: 'assistant', content: [call] }] }))).toEqual([
      'get_weather',
      'web_search',
    ]);
    expect(names(ask('Hello', { tools: [WEATHER, MAIL], tool_choice: { type: 'any' } }))).toHaveLength(2);
  });

  test('keeps together a tool and the one that its description names', () => {
    const forecast = { ...WEATHER, description: 'Weather of a city; takes what find_place gives' };
    const tools = [forecast, { name: 'find_place', description: 'Coordinates' }, MAIL];
    expect(names(ask('How is the weather?', { tools }))).toEqual(['get_weather', 'find_place']);
  });

  test('that leaves nothing leaves no choice either; switched off it changes nothing', () => {
    const request = ask('Hello', { tools: [MAIL], tool_choice: { type: 'auto' } });
    expect(withFittingTools(request, {})).not.toHaveProperty('tool_choice');
    expect(withFittingTools(request, {})).not.toHaveProperty('tools');
    expect(withFittingTools(request, { enabled: false })).toBe(request);
  });
});
