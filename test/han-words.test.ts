import { describe, expect, test } from 'vitest';
import { isHanWord } from '../src/han-words.ts';

describe('words of two Chinese characters', () => {
  test.each(['中国', '我们', '问题', '因为', '時間', '東京', '記事'])('%s is one', (word) => {
    expect(isHanWord(word, 0)).toBe(true);
  });

  test.each(['国中', '们我', '中a', 'a中', '中', '', '𠮷野', '  '])('%j is none', (text) => {
    expect(isHanWord(text, 0)).toBe(false);
  });

  test('are found where they stand, and not beyond the end', () => {
    const found = [-1, 0, 1, 2, 3, 4, 5].map((at) => isHanWord('在中国北京', at));
    expect(found).toEqual([false, false, true, false, true, false, false]);
  });

  test.each(['彩票', '大发', '博彩', '开奖', '娱乐', '毛片', '无码', '淫荡', '成人'])(
    'spam is left out: %s',
    (word) => {
      expect(isHanWord(word, 0)).toBe(false);
    },
  );
});
