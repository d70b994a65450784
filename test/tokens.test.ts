import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countTokens, pieces } from '../src/tokens.ts';
import { anyText } from './support/messages.ts';
import { TOKEN_SAMPLES } from './support/token-samples.ts';

const text = fc.oneof(
  anyText,
  fc.lorem(),
  fc.json({ maxDepth: 4 }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  // Characters that make words with one another, and neighbours that must not disturb them.
  fc.string({
    unit: fc.constantFrom(
      '中',
      '国',
      '天',
      '气',
      '字',
      '𠮷',
      '々',
      '一',
      'の',
      'a',
      ' ',
      '，',
      '\n',
      '\u0301',
      '\ud842',
    ),
  }),
);

describe('pieces of text', () => {
  test('joined are the text', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(pieces(value).join('')).toBe(value);
      }),
      { numRuns: 1000 },
    );
  });

  test('are as many as the tokens counted', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(countTokens(value)).toBe(pieces(value).length);
      }),
    );
  });

  test('never begin or end inside a character', () => {
    fc.assert(
      fc.property(text, (value) => {
        const list = pieces(value);
        for (const [i, piece] of list.entries()) {
          expect(piece).not.toBe('');
          const split = /[\ud800-\udbff]$/.test(piece) && /^[\udc00-\udfff]/.test(list[i + 1] ?? '');
          expect(split).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });

  const table: [what: string, value: string, expected: string[]][] = [
    ['words with the space before them', 'Hello, my world', ['Hello', ',', ' my', ' world']],
    ['contractions', "don't we'll", ["don't", " we'll"]],
    ['names in code', 'snake_case camelCase', ['snake', '_case', ' camel', 'Case']],
    ['marks with what they stand on', 'e\u0301te\u0301', ['e\u0301', 'te\u0301']],
    ['whole emoji', '👨‍👩‍👧👍🏽❤️1️⃣🇩🇪', ['👨‍👩‍👧', '👍🏽', '❤️', '1️⃣', '🇩🇪']],
    ['Chinese words together, from the left', '北京在中国内', ['北京', '在', '中国', '内']],
    ['other Chinese characters apart', '峨嵋山𠮷々', ['峨', '嵋', '山', '𠮷', '々']],
    ['Chinese words among others', 'see 中国, 我们 和 you', ['see', ' ', '中国', ',', ' ', '我们', ' ', '和', ' you']],
    ['marks apart from Chinese words', '中国\u0301', ['中国', '\u0301']],
    ['indentation apart from the word', '\n    return', ['\n', '   ', ' return']],
    ['numbers by three digits', '1234567', ['123', '456', '7']],
  ];
  test.each(table)('keep %s', (_what, value, expected) => {
    expect(pieces(value)).toEqual(expected);
  });

  // Counted once with the o200k vocabulary; these texts were not used to choose the pieces.
  const counted: [what: string, tokens: number, value: string][] = [
    [
      'English',
      92,
      'The committee met on Thursday to consider whether the bridge should be repaired or replaced. Several engineers argued that the foundations, although old, were still sound, and that a careful restoration would cost far less than a new structure. Others were not convinced: the traffic has doubled since 1998, they said, and nobody had planned for lorries of that weight. After three hours of discussion the chairwoman proposed a compromise, which was accepted by a narrow majority.',
    ],
    [
      'TypeScript',
      96,
      "export async function loadConfig(path: string, options: LoadOptions = {}): Promise<Config> {\n  const text = await readFile(path, 'utf8');\n  const parsed = options.strict ? parseStrict(text) : parseLoose(text);\n  if (!parsed.ok) {\n    throw new ConfigError('Cannot read ' + path + parsed.reason, { cause: parsed.error });\n  }\n  return { ...defaults, ...parsed.value, loadedFrom: path };\n}\n",
    ],
    [
      'JSON',
      94,
      '{"type":"object","properties":{"order_id":{"type":"string","description":"Identifier of the order, for example ORD-2024-118"},"items":{"type":"array","items":{"type":"object","properties":{"sku":{"type":"string"},"quantity":{"type":"integer","minimum":1},"unit_price":{"type":"number"}},"required":["sku","quantity"]}},"shipping_address":{"type":"string"}},"required":["order_id","items"]}',
    ],
    [
      'Chinese',
      74,
      '这座城市的公共交通系统非常发达，地铁线路覆盖了大部分居民区。为了减少空气污染，政府鼓励市民使用公共交通工具，并且在主要道路上增加了自行车专用车道。根据最新的调查结果，超过百分之六十的受访者表示愿意改变自己的出行方式。',
    ],
  ];
  test.each(counted)('are about as many as the tokens of %s', (_what, tokens, value) => {
    expect(Math.abs(countTokens(value) / tokens - 1)).toBeLessThan(0.15);
  });

  test.each(TOKEN_SAMPLES)('are about as many as the tokens of %s, which is longer', (_what, tokens, value) => {
    expect(Math.abs(countTokens(value) / tokens - 1)).toBeLessThan(0.15);
  });

  test('are about as many as the tokens of all longer texts together', () => {
    const all = TOKEN_SAMPLES.reduce((sum, [, tokens]) => sum + tokens, 0);
    const counted = TOKEN_SAMPLES.reduce((sum, [, , value]) => sum + countTokens(value), 0);
    expect(Math.abs(counted / all - 1)).toBeLessThan(0.05);
  });

  test.each([' ', '\n', 'a', '!', '\u0301', '😀', '\ud800', '字', '中国', '1'])(
    'are bounded and quick for a long run of %j',
    (unit) => {
      expect(countTokens(unit.repeat(200_000))).toBeGreaterThan(2000);
    },
  );
});
