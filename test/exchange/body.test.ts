import { describe, expect, test } from 'vitest';
import { Bodies, Body } from '../../src/exchange/body.ts';

const body = (text: string | Buffer) => new Body(Buffer.from(text as string));
const complaint = (text: string | Buffer) => {
  const { parsed } = body(text);
  return 'error' in parsed ? parsed.error.message : undefined;
};

describe('a body', () => {
  test('is read from any JSON', () => {
    expect(body('{"a":[1]}').value).toEqual({ a: [1] });
    expect(body('null').value).toBeNull();
  });

  test('has one key for all ways to write the same request, streamed or not', () => {
    const key = (text: string) => (body(text).parsed as { key: string }).key;
    expect(key('{"a":1,"b":2}')).toBe(key('{ "b": 2, "stream": true, "a": 1 }'));
    expect(key('{"a":1}')).not.toBe(key('{"a":2}'));
  });

  test.each([
    ['', 'it is empty'],
    ['{"a":', 'Unexpected end of JSON input'],
    [Buffer.from([0x22, 0xff, 0x22]), 'it is not valid UTF-8'],
    ['['.repeat(500) + ']'.repeat(500), 'it is nested deeper than 200 levels'],
  ])('that is not JSON is refused with the reason', (text, reason) => {
    expect(complaint(text)).toBe(`The request body is not valid JSON: ${reason}`);
  });
});

describe('the bodies seen lately', () => {
  test('are recognised by their bytes', () => {
    const bodies = new Bodies();
    bodies.of(Buffer.from('{"é":1}'));
    expect(bodies.of(Buffer.from('{"é":1}'))).toBe(bodies.of(Buffer.from('{"é":1}')));
    expect(bodies.of(Buffer.from('{}'))).not.toBe(bodies.of(Buffer.from('[]')));
  });

  test('are kept from their second sight on, also when others came between', () => {
    const bodies = new Bodies();
    const [one, two] = [bodies.of(Buffer.from('1')), bodies.of(Buffer.from('1'))];
    expect(one === two).toBe(false);
    expect(bodies.of(Buffer.from('1'))).toBe(two);
    bodies.of(Buffer.from('2'));
    for (let i = 0; i < 20; i++) bodies.of(Buffer.from(`"${i}${'x'.repeat(70_000)}"`));
    const second = bodies.of(Buffer.from('2'));
    expect(bodies.of(Buffer.from('2'))).toBe(second);
  });

  test('are forgotten when very many others came between', () => {
    const bodies = new Bodies();
    bodies.of(Buffer.from('2'));
    for (let i = 0; i < 25_000; i++) bodies.of(Buffer.from(`"other ${i}"`));
    const again = bodies.of(Buffer.from('2'));
    expect(bodies.of(Buffer.from('2'))).not.toBe(again);
  });

  test('that only look alike are never taken for one another', () => {
    const bodies = new Bodies();
    // They differ where no mark is taken.
    const alike = (at: number) => Buffer.from(`"${'x'.repeat(5000)}${at}${'x'.repeat(5000)}"`);
    for (let round = 0; round < 3; round++) {
      for (let at = 100; at < 200; at++) expect(bodies.of(alike(at)).value).toBe(JSON.parse(String(alike(at))));
    }
  });

  test('are bounded in memory, the oldest leaving first', () => {
    const bodies = new Bodies(100_000);
    bodies.of(Buffer.from('"first"'));
    const first = bodies.of(Buffer.from('"first"'));
    expect(bodies.of(Buffer.from('"first"'))).toBe(first);
    for (let i = 0; i < 100; i++) bodies.of(Buffer.from(`"${i >> 1}"`));
    expect(bodies.of(Buffer.from('"first"'))).not.toBe(first);
  });

  test('do not keep very large ones', () => {
    const bodies = new Bodies();
    const large = Buffer.from(`"${'x'.repeat(300_000)}"`);
    const [one, two] = [bodies.of(large), bodies.of(large)];
    expect(one === two).toBe(false);
  });
});
