import colors from 'picocolors';
import { describe, expect, test } from 'vitest';
import { errorOf } from '../../../src/cassettes/replay/error-of.ts';
import { messageOf } from '../../../src/cassettes/replay/message-of.ts';
import { exchangeLines } from '../../../src/cli/cassettes/exchange-lines.ts';
import { exchangeViews } from '../../../src/cli/cassettes/exchange-view.ts';
import { lintRecording } from '../../../src/cli/cassettes/lint-recording.ts';
import { summaryOf } from '../../../src/cli/cassettes/summary.ts';
import { disassemble } from '../../../src/message/disassemble.ts';
import { eventText, json, stream } from '../../cassettes/replay/recorded.ts';
import { message } from '../../support/messages.ts';

const DEEP = '['.repeat(20_000) + ']'.repeat(20_000);
/** What breaks code that takes it for text, a number, or something to walk through. */
const HOSTILE = ['null', '3', '"text"', '[]', '[null]', '{"toString":1,"valueOf":1,"__proto__":{"type":1}}'];

const sample = message({
  content: [
    { type: 'thinking', thinking: 'Hm.', signature: 'c2ln' },
    { type: 'text', text: 'Yes.', citations: [{ type: 'c', cited_text: 'Yes', title: 't' }] },
    { type: 'tool_use', id: 'toolu_1', name: 'search', input: { a: 1 } },
    { type: 'web_search_tool_result', tool_use_id: 'x', content: [] },
  ],
});
const events = disassemble(sample, (text) => [text]);
const error = { type: 'error', error: { type: 'api_error', error_type: 'server', message: 'no' } };
const body = {
  model: 'm',
  system: 's',
  tools: [{ name: 'search', input_schema: { type: 'object' } }],
  messages: [
    { role: 'user', content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA==' } }] },
    { role: 'assistant', content: sample.content },
    {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: [{ type: 'text', text: 'r' }] }],
    },
  ],
};

/** JSON texts of a value with each of its values, at any depth, replaced by something hostile; and the value left out. */
function* spoilt(value: object): Generator<string> {
  const text = JSON.stringify(value);
  let places = 0;
  JSON.stringify(value, (_, inner) => {
    places++;
    return inner;
  });
  for (let place = 0; place < places; place++) {
    // The deep one takes its time.
    for (const hostile of place % 4 === 0 ? [...HOSTILE, DEEP] : HOSTILE) {
      let at = 0;
      const marked = JSON.stringify(value, (_, inner) => (at++ === place ? '@@' : inner));
      yield marked === undefined ? text : marked.replace('"@@"', hostile);
    }
  }
}

async function takes(recording: ReturnType<typeof json>): Promise<void> {
  const found = messageOf(recording);
  // What is handed on can be sent in the other form.
  if (found) JSON.stringify(disassemble(found, (text) => [text]));
  JSON.stringify(errorOf(recording));
  const [view] = exchangeViews([recording]);
  const lines = exchangeLines(view!, { paint: colors.createColors(false), limit: 100 });
  expect(lines.join('')).not.toMatch(/undefined|\[object/);
  summaryOf({ name: 'a', folder: '/a', settings: {}, recordings: [recording] });
  await lintRecording(recording);
}

describe('a recording changed by hand', () => {
  test('as JSON, breaks nothing that reads it', async () => {
    for (const text of spoilt(sample)) await takes(json(text));
    for (const text of spoilt(error)) {
      await takes(json(text));
      await takes(json(text, { status: 500 }));
    }
  });

  test.each(events.map(({ type }, index) => [type, index] as const))(
    'with a spoilt %s at %d, breaks nothing that reads it',
    async (type, index) => {
      const before = eventText(events.slice(0, index));
      const after = eventText(events.slice(index + 1));
      for (const text of spoilt(events[index]!))
        await takes(stream(`${before}event: ${type}\ndata: ${text}\n\n${after}`));
    },
  );

  test('with a spoilt error event, breaks nothing that reads it', async () => {
    for (const text of spoilt(error)) await takes(stream(`event: error\ndata: ${text}\n\n`, { broken: 'error event' }));
  });

  test('as request, breaks nothing that shows it', async () => {
    for (const text of spoilt(body)) await takes(json(sample, { request: { body: JSON.parse(text) } }));
  });
});
