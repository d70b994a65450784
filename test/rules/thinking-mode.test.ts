import { describe, expect, test } from 'vitest';
import { manualBudget, thinks } from '../../src/rules/thinking-mode.ts';
import { contextOf, FABLE_5, MANUAL, OPUS_5, OPUS_46, SONNET_45 } from './requests.ts';

describe('whether a model thinks', () => {
  test.each([
    [SONNET_45, undefined, false],
    [SONNET_45, MANUAL, true],
    [OPUS_46, { type: 'adaptive' } as const, true],
    [OPUS_5, undefined, true],
    [OPUS_5, { type: 'disabled' } as const, false],
    [FABLE_5, { type: 'disabled' } as const, true],
    ['claude-3-5-haiku-20241022', MANUAL, false],
  ])('%s with %j: %s', (model, thinking, answer) => {
    expect(thinks(contextOf({ model, thinking }))).toBe(answer);
  });

  test('between_tools thinks where there are tools to think between', () => {
    const thinking = { type: 'between_tools' } as const;
    const tools = [{ name: 'search', input_schema: { type: 'object' } }];
    expect(thinks(contextOf({ model: SONNET_45, thinking, tools }))).toBe(true);
    expect(thinks(contextOf({ model: SONNET_45, thinking }))).toBe(false);
  });

  test('a budget counts only on a model that has budgets', () => {
    expect(manualBudget(contextOf({ model: OPUS_46, thinking: MANUAL }))).toBe(2000);
    expect(manualBudget(contextOf({ model: OPUS_5, thinking: MANUAL }))).toBeUndefined();
  });
});
