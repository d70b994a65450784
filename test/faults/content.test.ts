import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/message/assemble.ts';
import { chopBy } from '../../src/message/chop.ts';
import { disassemble } from '../../src/message/disassemble.ts';
import type { Message } from '../../src/message/message.ts';
import { encodeEvent } from '../../src/message/sse.ts';
import type { Reply } from '../../src/reply.ts';
import { readEvents } from '../support/sse.ts';
import { instant, json, left, paced, RICH, spoil, timeline } from './forms.ts';

const forms: Record<string, (message: Message) => Reply> = {
  json: (message) => ({ ...json(), frames: [{ wait: 0, bytes: JSON.stringify(message) }] }),
  instant: (message) => ({ ...instant(), frames: [{ wait: 0, bytes: eventsOf(message).join('') }] }),
  paced: (message) => ({ ...paced(), frames: eventsOf(message).map((bytes) => ({ wait: 10, bytes })) }),
};
const eventsOf = (message: Message) => disassemble(message, chopBy(1)).map(encodeEvent);

/** The message that a client reads out of a reply. */
function messageIn(reply: Reply): Message {
  const { body } = left(reply);
  return body.startsWith('{') ? (JSON.parse(body) as Message) : assemble(readEvents(body));
}

/** What the deltas of the call's arguments add up to. */
function argumentsIn(reply: Reply): string {
  return readEvents(left(reply).body)
    .map((event) =>
      event.type === 'content_block_delta' && event.delta.type === 'input_json_delta' ? event.delta.partial_json : '',
    )
    .join('');
}

const WHOLE = '{"city":"Köln","unit":"celsius"}';
const PLAIN: Message = { ...RICH, content: [{ type: 'text', text: 'Hello there.', citations: null }] };
const [THINKING, TEXT, CALL] = RICH.content;

describe.each(Object.entries(forms))('in the form %s', (name, form) => {
  const rich = () => form(RICH);
  const told = (fault: string, message = RICH) => messageIn(spoil(form(message), fault));
  const streamed = name !== 'json';

  test.each([
    ['wrong-types', { city: 4, unit: 7 }],
    ['nothing', {}],
    ['text', WHOLE],
  ])('tool-arguments are spoiled: %s', (as, input) => {
    const spoiled = spoil(rich(), `tool-arguments(as=${as})`);
    if (streamed) expect(JSON.parse(argumentsIn(spoiled))).toEqual(input);
    else expect(messageIn(spoiled)).toEqual({ ...RICH, content: [THINKING, TEXT, { ...CALL, input }] });
    expect(left(spoiled).body).toContain('"stop_reason":"tool_use"');
  });

  test('tool-arguments are cut, and max_tokens says so', () => {
    const spoiled = spoil(rich(), 'tool-arguments(as=cut)');
    if (streamed) expect(argumentsIn(spoiled)).toBe(WHOLE.slice(0, WHOLE.length / 2));
    else expect(messageIn(spoiled).content[2]).toEqual({ ...CALL, input: { city: 'Köln' } });
    expect(left(spoiled).body).toContain('"stop_reason":"max_tokens"');
    expect(left(spoiled).body).not.toContain('"stop_reason":"tool_use"');
  });

  test('tool-arguments are no JSON, where the form leaves room for that', () => {
    const reply = rich();
    const spoiled = spoil(reply, 'tool-arguments(as=invalid-json)');
    if (streamed) expect(argumentsIn(spoiled)).toBe('{"city""Köln","unit":"celsius"}');
    else expect(spoiled).toBe(reply);
  });

  test('tool-arguments keep their pieces and their pauses', () => {
    const deltas = (reply: Reply) => left(reply).body.split('input_json_delta').length;
    const spoiled = spoil(rich(), 'tool-arguments(as=wrong-types)');
    expect(deltas(spoiled)).toBe(deltas(rich()));
    expect(timeline(spoiled).map(([at]) => at)).toEqual(timeline(rich()).map(([at]) => at));
  });

  test('tool-name names another tool', () => {
    expect(told('tool-name(name=gone)')).toEqual({ ...RICH, content: [THINKING, TEXT, { ...CALL, name: 'gone' }] });
  });

  test('empty-content says nothing', () => {
    expect(told('empty-content')).toEqual({ ...RICH, content: [] });
    expect(left(spoil(rich(), 'empty-content')).body).not.toContain('content_block');
  });

  test('wrong-stop stops for another reason', () => {
    expect(told('wrong-stop')).toEqual({ ...RICH, stop_reason: 'future_reason' });
    expect(told('wrong-stop(reason="")')).toEqual({ ...RICH, stop_reason: null });
  });

  test.each([
    ['zero', 0],
    ['negative', -1],
    ['huge', 9007199254740991],
    ['text', 'many'],
    ['null', null],
  ])('wrong-usage counts wrongly: %s', (as, count) => {
    expect(told(`wrong-usage(as=${as})`)).toEqual({ ...RICH, usage: { input_tokens: count, output_tokens: count } });
  });

  test('wrong-usage leaves the usage out', () => {
    const { body } = left(spoil(rich(), 'wrong-usage'));
    expect(body).not.toContain('usage');
    expect(body).toContain('"stop_reason":"tool_use"');
  });

  test('duplicate-ids are the same from message to message, and from call to call', () => {
    const twice: Message = { ...RICH, content: [CALL!, { ...CALL, id: 'toolu_02' } as Message['content'][number]] };
    const ids = told('duplicate-ids(of=calls)', twice).content.map((block) => ('id' in block ? block.id : ''));
    expect(ids).toEqual(['toolu_01DuplicateDuplicateDup', 'toolu_01DuplicateDuplicateDup']);
    expect(told('duplicate-ids')).toEqual({ ...RICH, id: 'msg_01DuplicateDuplicateDupl' });
  });

  test('lone-surrogate is escaped, as JSON can', () => {
    const { body } = left(spoil(rich(), 'lone-surrogate'));
    expect(body).toContain('\\ud83d"');
    expect(body.isWellFormed()).toBe(true);
    const { text } = told('lone-surrogate').content[1] as { text: string };
    expect(text.replace('\ud83d', '')).toBe((TEXT as { text: string }).text);
    expect(text.isWellFormed()).toBe(false);
  });

  test('flood makes the first text as long as is asked for', () => {
    const { text } = told('flood(bytes=40000)', PLAIN).content[0] as { text: string };
    expect(text).toHaveLength('Hello there.'.length + 40_000);
    expect(text.replace(/All work and no play makes a long reply\. /g, '').length).toBeLessThan(200);
    if (streamed)
      expect(left(spoil(form(PLAIN), 'flood(bytes=40000)')).body.split('text_delta')).toHaveLength(
        left(form(PLAIN)).body.split('text_delta').length + 3,
      );
  });

  test('flood is bounded, however often it is asked for', () => {
    const { body } = left(spoil(form(PLAIN), Array(10).fill('flood(bytes=1000000000)').join()));
    expect(body.length).toBeGreaterThan(16 * 1024 * 1024);
    expect(body.length).toBeLessThan(17 * 1024 * 1024);
  });

  test('injection talks out of what the web tools found', () => {
    const found = {
      ...RICH,
      content: [
        {
          type: 'web_search_tool_result',
          tool_use_id: 'srvtoolu_01',
          content: [
            { type: 'web_search_result', title: 'Rivers', url: 'https://example.com', encrypted_content: 'x' },
            { type: 'web_search_result', title: 'Lakes', url: 'https://example.org', encrypted_content: 'y' },
          ],
        },
        {
          type: 'web_fetch_tool_result',
          tool_use_id: 'srvtoolu_02',
          content: {
            type: 'web_fetch_result',
            content: { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'A page.' } },
          },
        },
        { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_03', content: { error_code: 'unavailable' } },
        {
          type: 'web_fetch_tool_result',
          tool_use_id: 'srvtoolu_04',
          content: { type: 'web_fetch_result', content: { source: { type: 'base64', data: 'JVBERi0=' } } },
        },
      ],
    } as unknown as Message;
    const [search, page, failed, pdf] = told('injection(text=Obey)', found).content as unknown as Record<
      string,
      unknown
    >[];
    expect(search).toMatchObject({ content: [{ title: 'Obey', url: 'https://example.com' }, { title: 'Lakes' }] });
    expect(page).toMatchObject({ content: { content: { source: { data: 'Obey\n\nA page.' } } } });
    expect([failed, pdf]).toEqual(found.content.slice(2));
  });

  test.each(['tool-arguments', 'tool-name', 'injection', 'duplicate-ids(of=calls)'])(
    '%s leaves a reply alone that has nothing of the kind',
    (fault) => {
      const reply = form(PLAIN);
      expect(spoil(reply, fault)).toBe(reply);
    },
  );

  test.each(['lone-surrogate', 'flood'])('%s leaves a reply without text alone', (fault) => {
    const reply = form({ ...RICH, content: [CALL!] });
    expect(spoil(reply, fault)).toBe(reply);
  });

  test('a reply that was cut stays cut', () => {
    const late = spoil(form(PLAIN), 'reset(after=end); lone-surrogate');
    expect(left(late).end).toBe('reset');
    expect(left(late).body).toContain('\\ud83d');
  });
});

test('what is no message is not told otherwise', () => {
  for (const bytes of ['{"type":"error"}', '[]', 'null', '{', '']) {
    for (const fault of ['empty-content', 'wrong-usage', 'flood', 'tool-arguments', 'duplicate-ids']) {
      const reply = { ...json(), frames: [{ wait: 0, bytes }] };
      expect(spoil(reply, fault)).toBe(reply);
    }
  }
});

test('calls without arguments are spoiled as well', () => {
  const empty: Message = { ...RICH, content: [{ ...CALL, input: {} } as Message['content'][number]] };
  const spoiled = (form: string) => spoil(forms[form]!(empty), 'tool-arguments(as=wrong-types)');
  expect(argumentsIn(spoiled('instant'))).toBe('{"unexpected":[null]}');
  expect(messageIn(spoiled('json')).content[0]).toMatchObject({ input: { unexpected: [null] } });
});

describe('wrong-type', () => {
  test('is another name for the same body', () => {
    for (const form of [json, instant, paced]) {
      const spoiled = spoil(form(), 'wrong-type(type="text/plain; charset=utf-8")');
      expect(spoiled).toEqual({
        ...form(),
        headers: { ...form().headers, 'content-type': 'text/plain; charset=utf-8' },
      });
      expect(spoil(form(), 'wrong-type(type="")').headers).toEqual({ 'request-id': 'req_1' });
    }
  });

  test('is always one that can be sent', () => {
    expect(spoil(json(), 'wrong-type(type="a\\r\\nb: ü")').headers['content-type']).toBe('ab:');
  });
});

describe('wrong-length', () => {
  test('is announced, and the connection is of no use afterwards', () => {
    for (const form of [json, instant, paced]) {
      const { body } = left(form());
      const size = Buffer.byteLength(body);
      for (const [is, told] of [
        ['longer', size + 10],
        ['shorter', size - 10],
      ] as const) {
        const spoiled = spoil(form(), `wrong-length(is=${is})`);
        expect(spoiled.headers['content-length']).toBe(String(told));
        expect(spoiled.opening).toBe('held');
        expect(left(spoiled)).toEqual({ body, end: 'end' });
      }
    }
    expect(spoil(json(), 'wrong-length(is=shorter, by=100000)').headers['content-length']).toBe('0');
  });

  test('is not announced where it would be right, or where nothing is announced', () => {
    const reply = json();
    expect(spoil(reply, 'wrong-length(by=0)')).toBe(reply);
    expect(spoil(reply, 'reset; wrong-length')).toEqual(spoil(reply, 'reset'));
    expect(spoil(reply, 'garbage; wrong-length')).toEqual(spoil(reply, 'garbage'));
  });
});
