import { expect, test } from 'vitest';
import { parseReplyStyle } from '../src/reply-style.ts';

test.each([
  ['realistic', { kind: 'realistic' }],
  ['echo', { kind: 'echo' }],
  ['lorem', { kind: 'lorem' }],
  ['text: All is well. ', { kind: 'text', text: 'All is well.' }],
  ['tokens:200', { kind: 'tokens', count: 200 }],
  ['tokens:0', undefined],
  ['tokens:200001', undefined],
  ['text:  ', undefined],
  ['Echo', undefined],
  ['', undefined],
])('the style %j', (written, style) => {
  expect(parseReplyStyle(written)).toEqual(style);
});
