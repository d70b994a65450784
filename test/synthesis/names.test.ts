import { describe, expect, test } from 'vitest';
import { namesOf, placesOf } from '../../src/synthesis/names.ts';

describe('names', () => {
  test.each<[text: string, names: string[], together: number]>([
    ['Compare the weather in Paris and London', ['Paris', 'London'], 2],
    ['Weather in Paris, London, and New York?', ['Paris', 'London', 'New York'], 3],
    ['Paris is nice. Does Anna live there?', ['Anna', 'Paris'], 1],
    ["What's up?", [], 0],
    ['Ask Anna', ['Anna'], 1],
    ['Anna met Bob', ['Bob', 'Anna'], 1],
  ])('the names in "%s"', (text, names, together) => {
    expect(namesOf(text)).toEqual({ names, together });
  });

  test('places stand behind their prepositions', () => {
    expect(placesOf('Book Anna a room in Kyoto near Osaka')).toEqual(['Kyoto', 'Osaka']);
  });

  test('are found quickly in a megabyte of anything', () => {
    for (const unit of ['a', 'A', "a'", 'Aa ', ' ', '\n', '字', 'A and ', '1.']) {
      const text = unit.repeat(1_000_000 / unit.length);
      namesOf(text);
      placesOf(text);
    }
  });
});
