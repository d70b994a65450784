import { describe, expect, test } from 'vitest';
import { topicOf } from '../../src/synthesis/topic.ts';
import { namesOf, placesOf, stem, stemsOf, stemsOfName } from '../../src/synthesis/words.ts';
import { heard } from './ask.ts';

describe('words', () => {
  test.each([
    ['city', 'cities'],
    ['search', 'searching'],
    ['email', 'Emails'],
    ['box', 'boxes'],
    ['file', 'files'],
    ['file', "file's"],
    ['name', 'named'],
  ])('%s and %s have one stem', (one, other) => {
    expect(stem(other)).toBe(stem(one));
  });

  test('names in code are taken apart, and small words left out', () => {
    const stems = stemsOf('Please use the get_currentWeather tool');
    expect([...stems]).toContain('weather');
    for (const small of ['get', 'tool', 'use', 'the', 'please']) expect(stems).not.toContain(small);
  });

  test('every word of a property name counts', () => {
    expect(stemsOfName('user_name')).toContain(stem('name'));
  });

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

  test.each([
    ['What is the capital of France?', 'capital of France'],
    ['Write a haiku about autumn leaves.', 'autumn leaves'],
    ['Hello!', 'your message'],
    ['', 'your message'],
    ['\ud800 tell me about bro\udc00ken \u0000 tea', 'bro ken tea'],
  ])('the topic of %j', (asked, topic) => {
    expect(topicOf(heard({ asked }))).toBe(topic);
  });

  test('the topic of a picture without words', () => {
    expect(topicOf(heard({ attachment: 'image' }))).toBe('the image');
  });

  test('a megabyte of anything is read quickly', () => {
    const started = performance.now();
    for (const unit of ['a', 'A', "a'", 'Aa ', ' ', '\n', '字', 'A and ', '1.']) {
      const text = unit.repeat(1_000_000 / unit.length);
      namesOf(text);
      placesOf(text);
      stemsOf(text);
      topicOf(heard({ asked: text }));
    }
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
