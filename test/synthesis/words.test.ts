import { describe, expect, test } from 'vitest';
import { topicOf } from '../../src/synthesis/topic.ts';
import { stem, stemsOf, stemsOfName } from '../../src/synthesis/words.ts';
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
    for (const unit of ['a', 'A', "a'", 'Aa ', ' ', '\n', '字', 'A and ', '1.']) {
      const text = unit.repeat(1_000_000 / unit.length);
      stemsOf(text);
      topicOf(heard({ asked: text }));
    }
  });
});
