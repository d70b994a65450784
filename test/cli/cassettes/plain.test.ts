import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonText, plain, plainLines } from '../../../src/cli/cassettes/plain.ts';
import { anyText } from '../../support/messages.ts';

const DANGEROUS = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

describe('recorded text on a terminal', () => {
  test('shows what would control it as a picture', () => {
    expect(plain('a\u001b[2J\u0007b')).toBe('a␛[2J␇b');
    expect(plain('\u009b31m')).toBe('<U+009B>31m');
    expect(plain('user\u202egnp.exe')).toBe('user<U+202E>gnp.exe');
    expect(plain('\ud83d')).toBe('\ufffd');
    expect(plain('\u007f')).toBe('␡');
  });

  test('leaves all other text as it is', () => {
    expect(plain('naïve 日本語 👩‍👩‍👧 שלום e\u0301')).toBe('naïve 日本語 👩‍👩‍👧 שלום e\u0301');
  });

  test('keeps its lines, whatever ends them', () => {
    expect(plainLines('a\r\nb\rc\n\n\td\n')).toEqual(['a', 'b', 'c', '', '  d']);
    expect(plainLines('')).toEqual(['']);
  });

  test('never controls it, whatever it is, nor does its JSON, which stays the same value', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.string({ unit: fc.constantFrom('\u009b', '\u202e', '\u2028', '\u001b') })),
        (text) => {
          expect(plain(text)).not.toMatch(DANGEROUS);
          expect(plainLines(text).join('')).not.toMatch(DANGEROUS);
          const json = jsonText({ [text]: [text] });
          expect(json.replaceAll('\n', '')).not.toMatch(DANGEROUS);
          expect(JSON.parse(json)).toEqual({ [text]: [text] });
        },
      ),
    );
  });
});
