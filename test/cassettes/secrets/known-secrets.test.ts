import { expect, test } from 'vitest';
import { KnownSecrets } from '../../../src/cassettes/secrets/known-secrets.ts';
import { SHAPES } from '../../../src/cassettes/secrets/shapes.ts';

const [shape, other] = SHAPES;

test('secrets are found anywhere, the longest first, but not those that could stand there by chance', () => {
  const known = new KnownSecrets();
  known.set('hunter2-hunter', shape!);
  known.set('hunter2-hunter3', other!);
  known.set('short', shape!);
  const text = 'hunter2-hunter3xhunter2-hunter short hunter2';
  expect([...known.in(text)].map(({ start, end, shape: found }) => [text.slice(start, end), found.kind])).toEqual([
    ['hunter2-hunter3', other!.kind],
    ['hunter2-hunter', shape!.kind],
  ]);
  expect([...known.in('')]).toEqual([]);
});
