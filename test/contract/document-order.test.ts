import { expect, test } from 'vitest';
import { inDocumentOrder } from '../../src/contract/document-order.ts';

const at = (...path: (string | number)[]) => ({ path, code: 'type', expected: '', actual: '', words: '' });

test('violations come in the order of the body, what is missing first within its object', () => {
  const body = { b: [{}, { y: 1, x: 2 }], a: 1 };
  const shuffled = [
    at('a'),
    at('b', 1, 'x'),
    at('missing'),
    at('b', 10),
    at('b', 1, 'y'),
    at('b', 1, 'gone'),
    at('b', 0),
    at('b'),
  ];
  expect(inDocumentOrder(shuffled, body).map(({ path }) => path.join('.'))).toEqual([
    'missing',
    'b',
    'b.0',
    'b.1.gone',
    'b.1.y',
    'b.1.x',
    'b.10',
    'a',
  ]);
});
