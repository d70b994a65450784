import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setAt } from '../../../src/cassettes/edited/set-at.ts';
import { valueAt } from '../../../src/contract/pointer.ts';

const whole = { content: [{ text: 'Hi' }], 'a/b~c': { d: null } };

describe('a value put at a JSON pointer', () => {
  test('takes the place of what was there, and leaves all else', () => {
    expect(setAt(whole, '/content/0/text', 'Ho')).toEqual({ ...whole, content: [{ text: 'Ho' }] });
    expect(setAt(whole, '/a~1b~0c/d', 1)).toEqual({ ...whole, 'a/b~c': { d: 1 } });
    expect(setAt(whole, '', 3)).toBe(3);
    expect(whole.content).toEqual([{ text: 'Hi' }]);
  });

  test('may be new at its last step', () => {
    expect(setAt(whole, '/content/-', 1)).toEqual({ ...whole, content: [{ text: 'Hi' }, 1] });
    expect(setAt(whole, '/content/1', 1)).toEqual(setAt(whole, '/content/-', 1));
    expect(Object.keys(setAt(whole, '/new', 1) as object)).toEqual(['content', 'a/b~c', 'new']);
  });

  test('keeps the order of keys, and takes __proto__ for a key like any other', () => {
    expect(JSON.stringify(setAt({ a: 1, b: 2 }, '/a', 3))).toBe('{"a":3,"b":2}');
    expect(JSON.stringify(setAt({}, '/__proto__', { admin: true }))).toBe('{"__proto__":{"admin":true}}');
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  test.each([
    ['content/0', 'no JSON pointer'],
    ['/content/2', 'has 1 entries'],
    ['/content/1/text', 'has 1 entries'],
    ['/content/01', 'has 1 entries'],
    ['/content/x', 'has 1 entries'],
    ['/none/text', 'There are content'],
    ['/content/0/text/0', 'is string "Hi"'],
  ])('leads nowhere: %s', (pointer, message) => {
    expect(() => setAt(whole, pointer, 1)).toThrow(message);
  });

  test('stands there afterwards, whatever the keys are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), fc.jsonValue(), (fields, key, value) => {
        const pointer = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        expect(valueAt(setAt(fields, pointer, value), [key])).toEqual(value);
      }),
    );
  });
});
