import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masked, type RedactSettings } from '../../src/backend/gateway-redact.ts';
import type { MessagesRequest } from '../../src/message/request.ts';

const ask = (content: unknown): MessagesRequest =>
  ({ model: 'm', messages: [{ role: 'user', content }] }) as MessagesRequest;
const hidden = (text: string, settings: RedactSettings) => masked(ask(text), settings).messages[0]!.content;

describe('what is masked', () => {
  test.each([
    ['email', 'Mail john.doe@company.com now', 'Mail jo****oe@co****ny.com now'],
    ['credit_card', 'Card 4412 3456 7890 1239.', 'Card 44** **** **** ***9.'],
    ['phone', 'Call +49 170 1234567 or (555) 123-4567', 'Call +49 *** *****67 or (55*) ***-**67'],
    ['ip', 'From 192.168.10.25', 'From 1**.***.**.*5'],
    ['uuid', 'Id 123e4567-e89b-42d3-a456-426614174000', 'Id 12******-****-****-****-**********00'],
    ['token', 'Key sk-abcdefghijklmnopqrst', 'Key sk-******************st'],
    ['iban', 'To DE89 3704 0044 0532 0130 00', 'To DE** **** **** **** **** 00'],
    ['ssn', 'SSN 123-45-6789', 'SSN 1**-**-***9'],
    ['mac', 'At 00:1B:44:11:3A:B7', 'At 00:**:**:**:**:*7'],
  ])('%s', (kind, text, expected) => {
    expect(hidden(text, { [kind]: true })).toBe(expected);
    expect(hidden(text, { [kind]: false })).toBe(text);
  });

  test('words of the caller, as they are written', () => {
    expect(hidden('Project Falcon (a.b) is a-b', { custom: ['Falcon', 'a.b', ''] })).toBe('Project **** (****) is a-b');
  });

  test('system, tool results and the inputs of earlier calls, but no names, ids or thinking', () => {
    const email = 'ann@example.org';
    const request = {
      ...ask([
        { type: 'text', text: email },
        { type: 'tool_result', tool_use_id: email, content: [{ type: 'text', text: email }] },
        { type: 'tool_use', id: 'a', name: email, input: { to: [email] } },
        { type: 'thinking', thinking: email, signature: email },
        { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: email } },
      ]),
      system: email,
    };
    const text = JSON.stringify(masked(request, { email: true }));
    expect(text.match(/ann@example\.org/g)).toHaveLength(5);
    expect(text.match(/a\*{4}@ex\*{4}le\.org/g)).toHaveLength(4);
    expect(JSON.stringify(request)).not.toContain('****');
  });
});

test('masking any text takes time in proportion to its length, and leaves nothing to mask', () => {
  const all = Object.fromEntries(
    ['email', 'phone', 'ip', 'uuid', 'token', 'credit_card', 'iban', 'ssn', 'mac'].map((kind) => [kind, true]),
  );
  fc.assert(
    fc.property(fc.constantFrom('a', '1', '1 ', '-', 'a@', 'a.', 'DE12 ', '00:', '1.', '(', 'sk-', '+1 ('), (unit) => {
      hidden(unit.repeat(200_000), all);
    }),
    { numRuns: 24 },
  );
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      expect(hidden(`<${email}>`, { email: true })).not.toContain(email);
    }),
  );
}, 10_000);
