/** A journal of an agent's conversation, for verifications: a question, a tool's result, a farewell, and a refusal. */
import { ask, post } from '../support/wire.ts';
import { type Journaled, journaled, saying } from './journaled.ts';

const SEARCH = {
  name: 'search',
  input_schema: {
    type: 'object',
    properties: { query: { const: 'rivers' }, page: { const: 3 } },
    required: ['query', 'page'],
  },
};

export async function conversation(): Promise<Journaled> {
  const noted = journaled();
  const { mock } = noted;
  const forced = { tools: [SEARCH], tool_choice: { type: 'tool', name: 'search' } };
  await post(mock, 'anthropic', ask('anthropic', { ...saying('Search for rivers.'), ...forced }));
  const call = { type: 'tool_use', id: 'toolu_1', name: 'search', input: { query: 'rivers', page: 3 } };
  const result = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'The Rhine.' };
  const messages = [
    { role: 'user', content: 'Search for rivers.' },
    { role: 'assistant', content: [call] },
    { role: 'user', content: [result] },
  ];
  await post(mock, 'anthropic', ask('anthropic', { messages, tools: [SEARCH], tool_choice: { type: 'none' } }));
  await post(mock, 'openrouter', ask('openrouter', saying('Goodbye, and thanks.')));
  await post(mock, 'anthropic', ask('anthropic', { ...saying('Hello?'), max_tokens: 'many' }));
  return noted;
}
