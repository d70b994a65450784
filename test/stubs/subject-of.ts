/** Requests for conditions, of which a test names only what matters. */
import type { DialectName } from '../../src/contract/validator.ts';
import type { Headers } from '../../src/headers.ts';
import type { MessagesRequest } from '../../src/message/request.ts';
import type { Subject } from '../../src/stubs/subject.ts';

interface Differing {
  headers?: Headers;
  dialect?: DialectName;
}

/** A plain question, with the fields given laid over it; `undefined` takes one away. */
export function subjectOf(
  body: Record<string, unknown> = {},
  { headers = {}, dialect = 'anthropic' }: Differing = {},
): Subject {
  const whole = {
    model: 'claude-opus-4-5',
    max_tokens: 100,
    messages: [{ role: 'user', content: 'Hi there' }],
    ...body,
  };
  return { request: whole as unknown as MessagesRequest, body: whole, dialect, headers };
}

/** A request of which the last user message says this. */
export function saying(text: string, body: Record<string, unknown> = {}): Subject {
  return subjectOf({ messages: [{ role: 'user', content: text }], ...body });
}

/** A conversation in which `get_weather` was called and its result is now brought. */
export function bringing(result: Record<string, unknown> = {}): Subject {
  const call = { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: {} };
  const brought = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'Sunny, 21 degrees', ...result };
  return subjectOf({
    messages: [
      { role: 'user', content: 'How is the weather?' },
      { role: 'assistant', content: [call] },
      { role: 'user', content: [brought] },
    ],
  });
}
