import { describe, expect, test } from 'vitest';
import { contentOf } from '../../src/cassettes/content-of.ts';

describe('the content of a request', () => {
  test.each([
    ['JSON', '{"model":"m"}', { body: { model: 'm' } }],
    ['JSON that is no object', ' null ', { body: null }],
    ['text', 'no json', { body: undefined, text: 'no json' }],
    ['nothing', '', { body: undefined }],
    ['white space', ' \r\n', { body: undefined }],
  ])('may be %s', (_kind, text, content) => {
    expect(contentOf(Buffer.from(text))).toEqual(content);
  });

  test('has U+FFFD where bytes are no UTF-8', () => {
    expect(contentOf(Buffer.from('{"a":"\xff"}', 'latin1'))).toEqual({ body: { a: '\ufffd' } });
  });
});
