import { describe, expect, test } from 'vitest';
import { listModels, resolveModel } from '../../src/backend/catalogue.ts';
import { anthropicModel, anthropicModelPage } from '../../src/backend/model-lists.ts';
import { ApiError } from '../../src/errors.ts';

const models = listModels();
const ids = models.map(({ id }) => id);
const shown = (query: Parameters<typeof anthropicModelPage>[1]) => {
  const { data, has_more } = anthropicModelPage(models, query);
  return { ids: data.map(({ id }) => id), has_more };
};

describe("a model in Anthropic's list", () => {
  test('tells its limits and what it can do', () => {
    expect(anthropicModel(resolveModel('claude-opus-4-6'))).toMatchObject({
      type: 'model',
      id: 'claude-opus-4-6',
      display_name: 'Claude Opus 4.6',
      created_at: '2026-02-05T00:00:00Z',
      max_input_tokens: 1_000_000,
      max_tokens: 128_000,
      capabilities: {
        effort: { supported: true, max: { supported: true }, xhigh: { supported: false } },
        image_input: { supported: true },
        structured_outputs: { supported: true },
        thinking: { supported: true, types: { adaptive: { supported: true }, enabled: { supported: true } } },
      },
    });
  });

  test('tells what an old one cannot do', () => {
    expect(anthropicModel(resolveModel('claude-3-5-haiku-20241022')).capabilities).toMatchObject({
      effort: { supported: false },
      structured_outputs: { supported: false },
      context_management: { compact_20260112: { supported: false }, clear_thinking_20251015: { supported: false } },
      thinking: { supported: false },
    });
  });

  test('names every capability that the service names', () => {
    const yes = { supported: true };
    const no = { supported: false };
    expect(anthropicModel(resolveModel('claude-opus-5')).capabilities).toEqual({
      batch: yes,
      citations: yes,
      code_execution: yes,
      context_management: {
        clear_thinking_20251015: yes,
        clear_tool_uses_20250919: yes,
        compact_20260112: yes,
        supported: true,
      },
      effort: { low: yes, medium: yes, high: yes, xhigh: yes, max: yes, supported: true },
      image_input: yes,
      pdf_input: yes,
      structured_outputs: yes,
      thinking: { supported: true, types: { adaptive: yes, enabled: no } },
    });
  });

  test('says what it cannot read', () => {
    expect(anthropicModel(resolveModel('deepseek/deepseek-chat-v3.1')).capabilities).toMatchObject({
      image_input: { supported: false },
      pdf_input: { supported: false },
    });
  });
});

describe("a page of Anthropic's list", () => {
  test('holds twenty models unless told otherwise', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ ...models[0]!, id: `m${at}` }));
    expect(anthropicModelPage(many)).toMatchObject({ first_id: 'm0', last_id: 'm19', has_more: true });
    expect(anthropicModelPage(many, { limit: 30 }).has_more).toBe(false);
  });

  test('goes on after a model', () => {
    expect(shown({ limit: '2', after_id: ids[1] })).toEqual({ ids: ids.slice(2, 4), has_more: true });
    expect(shown({ limit: '1', after_id: ids[0] })).toEqual({ ids: [ids[1]], has_more: true });
    expect(shown({ limit: '2', after_id: ids.at(-2) })).toEqual({ ids: ids.slice(-1), has_more: false });
  });

  test('goes back before a model', () => {
    expect(shown({ limit: '2', before_id: ids[4] })).toEqual({ ids: ids.slice(2, 4), has_more: true });
    expect(shown({ limit: '2', before_id: ids[2] })).toEqual({ ids: ids.slice(0, 2), has_more: false });
  });

  test('is empty where there is nothing, so that paging ends', () => {
    const empty = { data: [], first_id: null, last_id: null, has_more: false };
    expect(anthropicModelPage(models, { after_id: ids.at(-1) })).toEqual(empty);
    expect(anthropicModelPage(models, { before_id: ids[0] })).toEqual(empty);
    expect(anthropicModelPage(models, { after_id: 'nobody' })).toEqual(empty);
    expect(anthropicModelPage(models, { before_id: 'nobody' })).toEqual(empty);
  });

  test('shows every model once to a client that follows the cursor', () => {
    const seen: string[] = [];
    let after: string | undefined;
    for (let more = true; more; ) {
      const page = anthropicModelPage(models, { limit: 3, after_id: after });
      seen.push(...page.data.map(({ id }) => id));
      after = page.last_id ?? undefined;
      more = page.has_more;
    }
    expect(seen).toEqual(ids);
  });

  test.each([
    ['0', 'limit: Input should be greater than or equal to 1'],
    ['-3', 'limit: Input should be greater than or equal to 1'],
    ['1001', 'limit: Input should be less than or equal to 1000'],
    ['ten', 'limit: Input should be a valid integer, unable to parse string as an integer'],
    ['1.5', 'limit: Input should be a valid integer, unable to parse string as an integer'],
    ['', 'limit: Input should be a valid integer, unable to parse string as an integer'],
    ['9'.repeat(400), 'limit: Input should be less than or equal to 1000'],
  ])('refuses %s models', (limit, message) => {
    let thrown: unknown;
    try {
      anthropicModelPage(models, { limit });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ApiError);
    expect(thrown).toMatchObject({ code: 'invalid_request', message });
  });
});
