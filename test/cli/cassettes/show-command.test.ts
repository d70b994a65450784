import colors from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../../src/cassettes/recording.ts';
import { showCassette } from '../../../src/cli/cassettes/show-cassette.ts';
import { showCommand } from '../../../src/cli/cassettes/show-command.ts';
import type { ContentBlock } from '../../../src/message/message.ts';
import { eventText, json, recorded, stream, streamText } from '../../cassettes/replay/recorded.ts';
import { message } from '../../support/messages.ts';
import { run, tapes } from './commands.ts';

const call: ContentBlock[] = [
  { type: 'thinking', thinking: 'Which city?', signature: 'c2ln' },
  { type: 'text', text: 'Looking it up.' },
  { type: 'tool_use', id: 'toolu_1', name: 'weather', input: { city: 'Paris' } },
];
const citation = {
  type: 'web_search_result_location',
  cited_text: 'It rains.',
  url: 'https://w.example',
  title: 'Sky',
};
const question = { role: 'user', content: 'Weather in Paris?' };
const asked = {
  model: 'claude-opus-4-8',
  max_tokens: 100,
  stream: true,
  system: 'You are brief.',
  tools: [{ name: 'weather', input_schema: { type: 'object' } }],
};
const loop: Recording[] = [
  stream(
    streamText(message({ content: call, stop_reason: 'tool_use', usage: { input_tokens: 1000, output_tokens: 100 } })),
    {
      request: { body: { ...asked, messages: [question] } },
    },
  ),
  json(message({ content: [{ type: 'text', text: 'Rain.', citations: [citation] }] }), {
    request: {
      body: {
        ...asked,
        stream: false,
        messages: [
          { ...question, content: [{ type: 'text', text: 'Weather in Paris?', cache_control: { type: 'ephemeral' } }] },
          { role: 'assistant', content: call },
          {
            role: 'user',
            content: [
              {
                type: 'tool_result',
                tool_use_id: 'toolu_1',
                is_error: true,
                content: [{ type: 'text', text: 'no such city' }],
              },
            ],
          },
        ],
      },
    },
  }),
];
// The same first turn, so that the second request continues the first.
(loop[0]!.request.body as { messages: unknown[] }).messages = [
  { role: 'user', content: [{ type: 'text', text: 'Weather in Paris?' }] },
];

const show = (...words: string[]) => run(showCommand, ...words);

describe('stuntdouble cassettes show', () => {
  test('tells a conversation as it went, each turn once', async () => {
    const { code, out } = await show('loop', '--cassettes', await tapes({ loop }));
    expect(code).toBe(0);
    expect(out).toBe(`loop

#1 POST /v1/messages · anthropic · claude-opus-4-8 · 200 · stream · 2026-11-01T10:00:00.000Z
  system
    You are brief.
  tools weather
  user
    Weather in Paris?
  assistant
    Which city?
    Looking it up.
    → call weather toolu_1
      {
        "city": "Paris"
      }
  tool_use · 1000 in, 100 out tokens · $0.0075
  first byte after 100 ms, whole after 100 ms, 1 chunk, ${loop[0]!.response.body.length} bytes

#2 POST /v1/messages · anthropic · claude-opus-4-8 · 200 · json · 2026-11-01T10:00:00.000Z
  (after 2 messages shown before)
  user
    ← result toolu_1 error
      no such city
  assistant
    Rain.
      [1] "It rains." Sky, https://w.example
  end_turn · 10 in, 4 out tokens · $0.00015
  first byte after 100 ms, whole after 100 ms, 1 chunk, ${loop[1]!.response.body.length} bytes`);
  });

  test('shows one exchange whole, named in either way', async () => {
    const directory = await tapes({ loop });
    const { out } = await show('loop', '2', '--cassettes', directory);
    expect(out).toContain('#2 POST');
    expect(out).not.toContain('#1 POST');
    expect(out).toContain('You are brief.');
    expect(out).toContain('Which city?');
    expect((await show('loop#2', '--cassettes', directory)).out).toBe(out);
  });

  test('says when a request came again as it was', async () => {
    const { out } = await show('twice', '--cassettes', await tapes({ twice: [loop[0]!, loop[0]!] }));
    expect(out).toContain('(the same 1 message again)');
    expect(out.match(/You are brief/g)).toHaveLength(1);
  });

  test('paints thinking dim, and errors red', async () => {
    const out: string[] = [];
    const paint = { ...colors, ...colors.createColors(true) };
    const options = {
      name: 'loop',
      number: undefined,
      directory: await tapes({ loop }),
      full: false,
      json: false,
      paint,
    };
    await showCassette(options, { out: (line) => void out.push(line), error: () => undefined });
    expect(out[0]).toContain(`    ${paint.dim('Which city?')}`);
    expect(out[0]).toContain(paint.red('error'));
  });

  test('tells errors and broken replies as what they are', async () => {
    const error = { type: 'error' as const, error: { type: 'overloaded_error', message: 'Overloaded' } };
    const begun = streamText(message({ content: call })).split('event: content_block_stop')[0]!;
    const spoilt = [
      json(error, { status: 529 }),
      stream(`${begun}${eventText([error])}`, { broken: 'error event' }),
      stream(begun, { broken: 'upstream cut' }),
      recorded('<h1>Bad gateway</h1>', 'text/html', { status: 502 }),
      recorded('', undefined, { status: 204, chunks: [], request: { method: 'HEAD', path: '/', body: undefined } }),
    ];
    const { code, out } = await show('spoilt', '--cassettes', await tapes({ spoilt }));
    expect(code).toBe(0);
    const [, first, second, third, fourth, fifth] = out.split(/^#\d /m);
    expect(first).toContain('529');
    expect(first).toContain('error 529');
    expect(first).toContain('"message": "Overloaded"');
    expect(second).toContain('Which city?');
    expect(second).toContain('error 529');
    expect(second).toContain('broken off: error event');
    expect(third).toContain('Which city?');
    expect(third).toContain('broken off: upstream cut');
    expect(third).toContain('no stop reason');
    expect(fourth).toContain('<h1>Bad gateway</h1>');
    expect(fifth).toContain('0 chunks, 0 bytes');
  });

  test('shortens long texts unless they are wanted', async () => {
    const long = [json(message({ content: [{ type: 'text', text: 'word '.repeat(2000) }] }))];
    const directory = await tapes({ long });
    const short = await show('long', '--cassettes', directory);
    expect(short.out).toContain('… 6000 more characters, shown by --full');
    const full = await show('long', '--full', '--cassettes', directory);
    expect(full.out).toContain('word '.repeat(2000));
  });

  test('lets nobody control the terminal', async () => {
    const evil = '\u001b[2Jgone\u009b31m\u202e\r';
    const block = { type: evil, [evil]: evil } as unknown as ContentBlock;
    const content: ContentBlock[] = [
      { type: 'text', text: evil, citations: [{ type: 'x', cited_text: evil, title: evil }] },
      { type: 'thinking', thinking: evil, signature: evil },
      { type: 'tool_use', id: evil, name: evil, input: { [evil]: evil } },
      block,
    ];
    const request = {
      path: `/v1/messages?${evil}`,
      body: { model: evil, system: evil, tools: [{ name: evil }], messages: [{ role: evil, content: evil }] },
    };
    const directory = await tapes({
      evil: [
        json(message({ content, model: evil, stop_reason: evil as 'end_turn' }), { request }),
        json({ type: 'error', error: { message: evil } }, { status: 400 }),
        recorded(evil, 'text/plain'),
      ].map((recording) => ({ ...recording, comment: evil })),
    });
    for (const words of [['evil'], ['evil', '--json'], [evil], ['evil', evil]]) {
      const { out, errors } = await show(...words, '--cassettes', directory);
      expect(`${out}${errors}`.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
      expect(`${out}${errors}`).toContain('[2J');
    }
  });

  test('writes what it parsed as JSON', async () => {
    const { out } = await show('loop', '--json', '--cassettes', await tapes({ loop }));
    const { name, exchanges } = JSON.parse(out);
    expect(name).toBe('loop');
    expect(exchanges).toHaveLength(2);
    expect(exchanges[0]).toMatchObject({
      number: 1,
      model: 'claude-opus-4-8',
      status: 200,
      form: 'stream',
      asked: { earlier: 0, system: 'You are brief.', tools: ['weather'] },
      reply: { content: call, stop_reason: 'tool_use' },
      error: null,
      broken: null,
      cost: 0.0075,
      timing: { first: 100, total: 100, chunks: 1 },
    });
    expect(exchanges[1].asked).toMatchObject({ earlier: 2, system: null, turns: [{ role: 'user' }] });
  });

  test('shows requests of any other shape', async () => {
    const odd = [
      json({ input_tokens: 3 }, { request: { path: '/v1/messages/count_tokens', body: { messages: 'none' } } }),
      json('[]', { request: { method: 'GET', path: '/v1/models', body: undefined } }),
      json('{}', {
        request: {
          body: {
            messages: [
              null,
              3,
              { role: 7, content: [null, { type: 3 }] },
              {
                role: 'user',
                content: [
                  { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'A'.repeat(300) } },
                ],
              },
            ],
          },
        },
      }),
      json('{}', { request: { body: undefined, text: 'no JSON' } }),
      json(
        `{"type":"message","id":"m","model":"m","usage":{"input_tokens":1,"output_tokens":1},"content":[{"type":"deep","in":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`,
      ),
    ];
    const directory = await tapes({ odd });
    const { code, out } = await show('odd', '--cassettes', directory);
    expect(code).toBe(0);
    expect(out).toContain('"messages": "none"');
    expect(out).toContain('[image image/png 300 characters]');
    expect(out).toContain('no JSON');
    expect(out).toContain(`${'['.repeat(2000)}`);
    const { code: written } = await show('odd', '--json', '--cassettes', directory);
    expect(written).toBe(0);
  });

  test.each([
    [['lop'], 'is called "lop". Did you mean "loop"? There are loop.'],
    [['__proto__'], 'is called "__proto__".'],
    [['loop', '3'], 'loop has 2 exchanges, numbered from 1; there is no "3".'],
    [['loop', '0'], 'there is no "0"'],
    [['loop', 'x'], 'there is no "x"'],
  ])('%j is refused with 2', async (words, text) => {
    const { code, errors } = await show(...words, '--cassettes', await tapes({ loop }));
    expect(code).toBe(2);
    expect(errors).toContain(text);
  });
});
