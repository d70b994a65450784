import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentences } from '../../../src/synthesis/citations/sentences.ts';
import { anyText } from '../../support/messages.ts';

const split = (text: string): string[] => sentences(text).map(({ start, end }) => text.slice(start, end));

test('sentences end at marks, lines and Chinese full stops, not inside numbers', () => {
  expect(split(' It is 3.5 m wide. "Really?" Yes!\nA title\n河流入海。湖泊不会。')).toEqual([
    'It is 3.5 m wide.',
    '"Really?"',
    'Yes!',
    'A title',
    '河流入海。',
    '湖泊不会。',
  ]);
  expect(split(' \n ')).toEqual([]);
});

test('sentences lie side by side, trimmed, and leave nothing but white space between', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      let from = 0;
      for (const { start, end } of sentences(text)) {
        expect(text.slice(from, start).trim()).toBe('');
        expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
        expect(end).toBeGreaterThan(start);
        from = end;
      }
      expect(text.slice(from).trim()).toBe('');
    }),
  );
});

test('a long row of full stops is split in no time', () => {
  const begun = process.hrtime.bigint();
  sentences('.'.repeat(200_000));
  expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeLessThan(500);
});
