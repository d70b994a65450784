import { describe, expect, test } from 'vitest';
import type { MessagesRequest } from '../../src/message/request.ts';
import { hear, quotable, REDACTION_TRIGGER } from '../../src/synthesis/hear.ts';
import { answered, ask } from './ask.ts';

const talk = (...messages: MessagesRequest['messages']): MessagesRequest => ask('', { messages });

describe('what is heard', () => {
  test('is the newest text of the user', () => {
    expect(
      hear(
        talk(
          { role: 'user', content: 'One' },
          { role: 'assistant', content: 'Two' },
          { role: 'user', content: 'Three' },
        ),
      ).asked,
    ).toBe('Three');
    expect(hear(answered('15 degrees')).asked).toBe('What is the weather in Paris?');
  });

  test('leaves out reminders that clients wrap around the question', () => {
    const content = [
      { type: 'text', text: '<system-reminder>Be careful</system-reminder>' },
      { type: 'text', text: 'What is this?' },
    ];
    expect(hear(talk({ role: 'user', content })).asked).toBe('What is this?');
  });

  test('is a result with the name of its tool', () => {
    expect(hear(answered('15 degrees', {}, true)).results).toEqual([
      { tool: 'get_weather', text: '15 degrees', isError: true },
    ]);
    expect(hear(ask('Hi')).results).toEqual([]);
  });

  test('is a prefill only at the end', () => {
    expect(hear(talk({ role: 'user', content: 'One' }, { role: 'assistant', content: 'Two' })).prefill).toBe('Two');
    expect(hear(ask('One')).prefill).toBeNull();
  });

  test('skips system messages inside the conversation', () => {
    const heard = hear(talk({ role: 'user', content: 'One' }, { role: 'system', content: 'Mode: plan' }));
    expect(heard).toMatchObject({ asked: 'One', prefill: null });
  });

  test('notices pictures and the redaction string', () => {
    const content = [{ type: 'image' }, { type: 'text', text: `What is this? ${REDACTION_TRIGGER}` }];
    expect(hear(talk({ role: 'user', content }))).toMatchObject({ attachment: 'image', redaction: true });
  });

  test('can be quoted: clean, whole characters, not too long', () => {
    expect(quotable(' a\u0000b\n\n c \ud800', 10)).toBe('a b c');
    expect(quotable('one two three', 2)).toBe('one two…');
    expect(quotable('😀'.repeat(5000), 3)).toBe('😀😀😀…');
  });
});
