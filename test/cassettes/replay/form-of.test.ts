import { expect, test } from 'vitest';
import { formOf } from '../../../src/cassettes/replay/form-of.ts';
import { recorded } from './recorded.ts';

test.each([
  ['text/event-stream; charset=utf-8', '', 'stream'],
  ['Text/Event-Stream', '', 'stream'],
  ['application/json', 'not even JSON', 'json'],
  ['application/problem+json', '{}', 'json'],
  ['text/html', '{"looks": "like JSON"}', 'other'],
  [undefined, ': OPENROUTER PROCESSING\n\n', 'stream'],
  [undefined, 'event: ping\n', 'stream'],
  [undefined, ' {"type":"message"}', 'json'],
  [undefined, '', 'other'],
])('of content type %s with the body %j the form is told', (type, body, form) => {
  expect(formOf(recorded(body, type))).toBe(form);
});

test('the name of the header may be written in any case', () => {
  expect(formOf(recorded('', undefined, { headers: [['Content-Type', 'application/json']] }))).toBe('json');
});
