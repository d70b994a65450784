import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../src/errors.ts';
import { compileRespond } from '../../../src/stubs/replies/compile-respond.ts';
import { fillTemplate } from '../../../src/stubs/replies/template.ts';
import type { TemplateView } from '../../../src/stubs/replies/template-scope.ts';
import type { Respond } from '../../../src/stubs/respond.ts';
import { anyText } from '../../support/messages.ts';
import { ask } from '../../synthesis/ask.ts';

const NOW = Date.UTC(2026, 2, 4, 23, 30);

function view(text: string, changes: Partial<TemplateView> = {}): TemplateView {
  let made = 0;
  const request = ask(text, { metadata: { user_id: 'u-7' } });
  const fake = (path: string) => (path === 'person.fullName' ? `Ada ${++made}` : undefined);
  return { request, body: request, model: 'm', headers: { 'x-user': 'eve', cookie: 'c' }, now: NOW, fake, ...changes };
}

const fill = (respond: Respond, from = view('Hi')) =>
  fillTemplate(compileRespond({ template: true, ...respond }).pick(1, 1)!, from);
const textOf = (text: string, from = view('Hi')) => {
  const reply = fill({ text }, from);
  return reply.kind === 'message' ? (reply.content[0] as { text: string }).text : undefined;
};

describe('a template', () => {
  test.each([
    ['{{ text }}!', 'Hi!'],
    ['{{ model }} {{ request.model }} {{ body.max_tokens }}', 'm claude-haiku-4-5 4096'],
    ['{{ turn }}', '1'],
    ['{{ headers["x-user"] }}', 'eve'],
    ['{{ headers.cookie }}', ''],
    ['{{ request.metadata.user_id | default: "nobody" }}', 'u-7'],
    ['{{ request.metadata.nothing.at.all | default: "nobody" }}', 'nobody'],
    ['{{ request.messages[0].content }}', 'Hi'],
    ['{{ request.messages[9].content }}', ''],
    ['{{ request.metadata }}', '{"user_id":"u-7"}'],
    ['{{ now }}', '2026-03-04T23:30:00.000Z'],
    ['{{ now | date: "%Y-%m-%d %H:%M" }}', '2026-03-04 23:30'],
    ['{{ "now" | date: "%A, %B %e" }}', 'Wednesday, March  4'],
    ['{{ now | date }}', '2026-03-04T23:30:00Z'],
    ['{{ 86400 | date: "%Y-%m-%d" }}', '1970-01-02'],
    ['{{ "2026-01-02 03:04" | date: "%H:%M" }}', '03:04'],
    ['{{ "2026-01-02T03:04:05+02:00" | date: "%H:%M" }}', '01:04'],
    ['{{ "soon" | date: "%Y" }}', 'soon'],
    ['{{ "person.fullName" | faker }}, {{ "person.fullName" | faker }}', 'Ada 1, Ada 2'],
    ['{{ text | json }}', '"Hi"'],
    ['{{ nothing | json }}', 'null'],
    ['{{ text | upcase }}{{ text | downcase }}{{ "  a " | strip }}', 'HIhia'],
    ['{{ "{{" }} {{ "{%" }} }}', '{{ {% }}'],
    ['no template', 'no template'],
  ])('%s becomes %j', (template, expected) => {
    expect(textOf(template)).toBe(expected);
  });

  test('is only text where nobody asked for templates', () => {
    const reply = compileRespond({ text: '{{ text }}' }).pick(1, 1)!;
    expect(fillTemplate(reply, view('Hi'))).toBe(reply);
  });

  test.each([
    ['{{ "nope.nothing" | faker }}', /Faker has no value "nope\.nothing"/],
    ['{{ text | nope }}', /no filter "nope".*default, date, json/],
    ['{% if text %}a{% endif %}', /no tags/],
    ['{{ now | date: "%999999999d" }}', /limit/i],
    ['{{ text', /not closed/],
  ])('%s is refused by the mock, with its cause', (template, cause) => {
    let thrown: unknown;
    try {
      textOf(template);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ApiError);
    const { code, message, detail } = thrown as ApiError;
    expect([code, detail.mock]).toEqual(['invalid_request', true]);
    expect(message).toMatch(cause);
    expect(message).toContain(template);
  });

  test('that would become endless is refused', () => {
    const huge = view('x'.repeat(1_000_000));
    expect(() => textOf('{{ text }}'.repeat(20), huge)).toThrow(ApiError);
  });
});

describe('every text of a reply is filled in', () => {
  test('of a message: blocks, arguments and what was fixed, but no keys', () => {
    const input = { q: '{{ text }}', n: 1, deep: [{ '{{ text }}': '{{ turn }}' }] };
    const reply = fill({ content: [{ type: 'tool_use', name: 'f', input }, 'a {{ text }}'], model: '{{ model }}-x' });
    expect(reply).toMatchObject({
      content: [{ input: { q: 'Hi', n: 1, deep: [{ '{{ text }}': '1' }] } }, { text: 'a Hi' }],
      given: { model: 'm-x' },
    });
  });

  test('of an error', () => {
    expect(
      fill({
        error: {
          type: 'overloaded',
          message: '{{ text }}',
          headers: { a: '{{ turn }}' },
          details: { x: ['{{ model }}'] },
        },
      }),
    ).toMatchObject({ message: 'Hi', errorHeaders: { a: '1' }, details: { x: ['m'] } });
  });

  test('of a raw body, where quotes of the caller cannot end a text of an object', () => {
    const quoted = view('"}\n');
    expect(
      fill({ raw: { body: { said: '{{ text }}', who: ['{{ "person.fullName" | faker }}'] } } }, quoted),
    ).toMatchObject({
      body: '{"said":"\\"}\\n","who":["Ada 1"]}',
    });
    expect(fill({ raw: { body: '{"said": {{ text | json }}}' } }, quoted)).toMatchObject({
      body: '{"said": "\\"}\\n"}',
    });
  });

  test('of events and of headers, and no header can be broken', () => {
    const reply = fill(
      {
        events: ['data: {{ text | json }}\n\n', { type: 'x', y: '{{ text }}' }],
        headers: { a: '{{ text }}', b: null },
      },
      view('Hä\r\nset-cookie: €'),
    );
    expect(reply).toMatchObject({
      events: ['data: "Hä\\r\\nset-cookie: €"\n\n', { type: 'x', y: 'Hä\r\nset-cookie: €' }],
      headers: { a: 'Hä??set-cookie: ?', b: null },
    });
  });
});

describe('a caller cannot do anything with it', () => {
  const hostile = fc.oneof(
    anyText,
    fc.constantFrom('{{ headers }}', '{% raw %}', '"', "'}}", '{{ "a" | faker }}', '\ud800', '__proto__', '{{', '}}'),
  );

  test('what callers say is never a template, and comes through unchanged', () => {
    fc.assert(
      fc.property(hostile, hostile, (text, user) => {
        const from = view('x', { request: ask(text, { metadata: { user_id: user } }) });
        expect(textOf('<{{ request.messages[0].content }}|{{ request.metadata.user_id }}>', from)).toBe(
          `<${text}|${user}>`,
        );
        expect(JSON.parse(textOf('{{ request.metadata | json }}', from)!)).toEqual({ user_id: user });
      }),
    );
  });

  test.each(['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', 'prototype'])(
    'nothing is reached by %s',
    (key) => {
      for (const place of ['request', 'text', 'headers', 'request.messages', 'turn', 'request.metadata']) {
        expect(textOf(`[{{ ${place}.${key} }}{{ ${place}["${key}"] }}{{ ${place}.${key}.constructor }}]`)).toBe('[]');
      }
      expect(textOf(`[{{ ${key} }}]`)).toBe('[]');
    },
  );

  test('keys that are named like those of every object are only keys', () => {
    const metadata = JSON.parse('{"__proto__":{"admin":"yes"},"toString":"s","valueOf":1,"toLiquid":2,"then":3}');
    const from = view('x', { request: ask('Hi', { metadata }) });
    expect(textOf('{{ request.metadata.__proto__.admin }}{{ request.metadata.toString }}', from)).toBe('yess');
    expect(JSON.parse(textOf('{{ request.metadata }}', from)!)).toEqual(metadata);
    expect(textOf('{{ request.metadata.admin }}{{ admin }}', from)).toBe('');
  });

  test('credentials are not there', () => {
    const headers = {
      authorization: 'S',
      'x-api-key': 'S',
      cookie: 'S',
      'proxy-authorization': 'S',
      'x-auth-token': 'S',
      'x-auth': 'S',
      'x-db-passwd': 'S',
      a: ['1', '2'],
    };
    expect(textOf('{{ headers }}', view('Hi', { headers }))).toBe('{"a":"1, 2"}');
  });
});
