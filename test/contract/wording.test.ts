import { describe, expect, test } from 'vitest';
import { requestViolations } from '../../src/contract/validator.ts';
import { wording } from '../../src/contract/wording.ts';
import { said, user } from './said.ts';

describe('anthropic says what is wrong in its own words:', () => {
  test.each<[string, object, string]>([
    ['a missing field', { max_tokens: undefined }, 'max_tokens: Field required'],
    ['an unknown field', { foo: 1 }, 'foo: Extra inputs are not permitted'],
    ['a string', { model: 1 }, 'model: Input should be a valid string'],
    ['an integer', { max_tokens: 1.5 }, 'max_tokens: Input should be a valid integer'],
    ['a boolean', { stream: 'yes' }, 'stream: Input should be a valid boolean'],
    ['a number', { temperature: 'hot' }, 'temperature: Input should be a valid number'],
    ['a list', { messages: {} }, 'messages: Input should be a valid list'],
    ['text or list', { system: {} }, 'system: Input should be a valid list'],
    ['an object', { metadata: [] }, 'metadata: Input should be a valid dictionary'],
    [
      'a role',
      { messages: [{ role: 'bot', content: '' }] },
      "messages.0.role: Input should be 'user', 'assistant' or 'system'",
    ],
    ['two choices', { speed: 'slow' }, "speed: Input should be 'standard' or 'fast'"],
    ['too warm', { temperature: 1.1 }, 'temperature: Input should be less than or equal to 1'],
    ['too cold', { temperature: -1 }, 'temperature: Input should be greater than or equal to 0'],
    [
      'a small budget',
      { thinking: { type: 'enabled', budget_tokens: 1 } },
      'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
    ],
    [
      'a task budget',
      { output_config: { task_budget: { type: 'tokens', total: 1 } } },
      'output_config.task_budget.total: Input should be greater than or equal to 20000',
    ],
    [
      'a tool name',
      { tools: [{ name: 'a b', input_schema: { type: 'object' } }] },
      "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
    ],
    ['a tool without schema', { tools: [{ name: 'a' }] }, 'tools.0.custom.input_schema: Field required'],
    [
      'a schema of a list',
      { tools: [{ name: 'a', input_schema: { type: 'array' } }] },
      "tools.0.custom.input_schema.type: Input should be 'object'",
    ],
    [
      'a tool with a field too many',
      { tools: [{ type: 'custom', name: 'a', input_schema: { type: 'object' }, x: 1 }] },
      'tools.0.custom.x: Extra inputs are not permitted',
    ],
    ['a named tool choice', { tool_choice: { type: 'tool' } }, 'tool_choice.tool.name: Field required'],
    ['a block without type', user({}), "messages.0.content.0: Unable to extract tag using discriminator 'type'"],
    ['text without text', user({ type: 'text' }), 'messages.0.content.0.text.text: Field required'],
    [
      'input of a call',
      user({ type: 'tool_use', id: 'a', name: 'n', input: '{}' }),
      'messages.0.content.0.tool_use.input: Input should be a valid dictionary',
    ],
    [
      'a marker on thinking',
      user({ type: 'thinking', thinking: '', signature: '', cache_control: { type: 'ephemeral' } }),
      'messages.0.content.0.thinking.cache_control: Extra inputs are not permitted',
    ],
    [
      'a wrong ttl',
      user({ type: 'text', text: 'a', cache_control: { type: 'ephemeral', ttl: '2h' } }),
      "messages.0.content.0.text.cache_control.ttl: Input should be '5m' or '1h'",
    ],
    [
      'an image deep inside',
      user({
        type: 'tool_result',
        tool_use_id: 'a',
        content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png' } }],
      }),
      'messages.0.content.0.tool_result.content.0.image.source.base64.data: Field required',
    ],
    ['no content', { messages: [{ role: 'user' }] }, 'messages.0.content: Field required'],
  ])('%s', (_name, change, sentence) => expect(said(change)).toEqual([sentence]));

  test('an unknown kind of block, against the kinds there are', () => {
    const [sentence, ...more] = said(user({ type: 'video' }));
    expect(more).toEqual([]);
    expect(sentence).toMatch(
      /^messages\.0\.content\.0: Input tag 'video' found using 'type' does not match any of the expected tags: 'text', 'image', /,
    );
  });

  test('an unknown tool, against the kinds there are', () => {
    expect(said({ tools: [{ type: 'radio_1' }] })[0]).toMatch(
      /^tools\.0: Input tag 'radio_1' .* expected tags: 'custom', 'bash_20241022', /,
    );
  });

  test('a body that is no object', () => {
    expect(requestViolations('anthropic', 'latest', [])).toMatchObject([
      { path: [], words: 'Input should be a valid dictionary' },
    ]);
    expect(requestViolations('anthropic', 'latest', null)).toHaveLength(1);
  });
});

describe('further keywords', () => {
  test.each<[string, Record<string, unknown>, unknown, string]>([
    ['exclusiveMinimum', { limit: 0 }, 0, 'Input should be greater than 0'],
    ['minLength', { limit: 1 }, '', 'String should have at least 1 character'],
    ['minItems', { limit: 2 }, [1], 'List should have at least 2 items after validation, not 1'],
    ['multipleOf', { multipleOf: 5 }, 3, 'Input should be a multiple of 5'],
    ['enum', { allowedValues: ['a', 'b', 'c', null] }, 1, "Input should be 'a', 'b' or 'c'"],
    ['const', { allowedValue: null }, 1, 'Input should be null'],
    ['toString', {}, 1, "Input does not satisfy 'toString' of the schema"],
  ])('%s', (keyword, params, value, words) => expect(wording({ keyword, params }, value).words).toBe(words));

  test('quote no more of a tag than anybody reads', () => {
    const params = { tag: 'type', tagValue: 'x'.repeat(10_000), tags: ['a'] };
    expect(wording({ keyword: 'discriminator', params }, {}).words.length).toBeLessThan(400);
  });
});
