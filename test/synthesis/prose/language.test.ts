import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../src/synthesis/prose/language.ts';

describe('the language of a text', () => {
  test.each([
    ['What is the capital of France?', 'en'],
    ['', 'en'],
    ['12345', 'en'],
    ['東京の天気', 'ja'],
    ['北京天气', 'zh'],
    ['서울 날씨', 'ko'],
    ['Погода в Москве', 'ru'],
    ['الطقس في القاهرة', 'ar'],
    ['Explícame cómo funciona la fotosíntesis', 'es'],
    ['Erkläre mir bitte die Photosynthese', 'de'],
    ['Explique-moi comment cela marche, avec un exemple pour les enfants', 'fr'],
    ['What does 北京天气 mean in the text?', 'en'],
    ['Please answer in Korean: what is tea?', 'ko'],
    ['Write a function in TypeScript', 'en'],
  ])('%j is %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });
});
