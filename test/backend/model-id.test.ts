import { describe, expect, test } from 'vitest';
import { parseModelId } from '../../src/backend/model-id.ts';

describe('a model id', () => {
  test.each([
    ['claude-opus-5', 'opus-5'],
    ['claude-opus-5-5', 'opus-5-5'],
    ['claude-fable-5-2', 'fable-5-2'],
    ['anthropic/claude-haiku-5.5', 'haiku-5-5'],
    ['claude-opus-4-8', 'opus-4-8'],
    ['claude-sonnet-4-5', 'sonnet-4-5'],
    ['claude-sonnet-4-5-20250929', 'sonnet-4-5'],
    ['claude-sonnet-4-5@20250929', 'sonnet-4-5'],
    ['claude-opus-4-20250514', 'opus-4'],
    ['claude-3-5-haiku-20241022', 'haiku-3-5'],
    ['claude-3-5-haiku-latest', 'haiku-3-5'],
    ['claude-mythos-preview', 'mythos-preview'],
    ['anthropic/claude-sonnet-4.5', 'sonnet-4-5'],
    ['anthropic/claude-4.5-sonnet-20250929', 'sonnet-4-5'],
    ['anthropic/claude-4.6-opus-20260205', 'opus-4-6'],
    ['~anthropic/claude-opus-latest', 'opus-latest'],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'sonnet-4-5'],
    ['anthropic.claude-opus-4-6-v1', 'opus-4-6'],
    ['bedrock/us.anthropic.claude-3-5-haiku-20241022-v1:0', 'haiku-3-5'],
    ['vertex_ai/claude-haiku-4-5@20251001', 'haiku-4-5'],
    ['claude-opus-4-8[1m]', 'opus-4-8'],
    ['anthropic/claude-opus-4.8@preset/mine', 'opus-4-8'],
    ['anthropic/claude-opus-4.8:planning:openai/o1-mini', 'opus-4-8'],
    ['openai/gpt-5-mini:planning:anthropic/claude-opus-4.8', undefined],
    ['openai/gpt-5-mini', undefined],
    ['not-claude-opus-5', undefined],
    ['claude-instant', undefined],
  ])('%s is the Claude %s', (id, claude) => {
    expect(parseModelId(id).claude).toBe(claude);
  });

  test.each(['free', 'nitro', 'thinking', 'online', 'floor', 'extended', 'exacto', 'batch'])(
    'may end in :%s',
    (variant) => {
      expect(parseModelId(`anthropic/claude-opus-4.8:${variant}`)).toEqual({
        base: 'anthropic/claude-opus-4.8',
        variant,
        claude: 'opus-4-8',
        fast: false,
      });
    },
  );

  test('may name the fast sibling', () => {
    expect(parseModelId('anthropic/claude-opus-5-fast')).toMatchObject({ claude: 'opus-5', fast: true });
    expect(parseModelId('anthropic/claude-opus-5-fast-20260723')).toMatchObject({ claude: 'opus-5', fast: true });
  });

  test('keeps its base as sent', () => {
    expect(parseModelId(' ~acme/Brain-1:free ').base).toBe('acme/Brain-1');
    expect(parseModelId('@preset/mine').base).toBe('@preset/mine');
  });

  test('may be nothing, or endless', () => {
    expect(parseModelId('')).toEqual({ base: '', fast: false });
    expect(parseModelId('claude-'.repeat(100_000)).claude).toBeUndefined();
    expect(parseModelId(`claude-opus-${'4-'.repeat(100_000)}`).claude).toBeUndefined();
  });
});
