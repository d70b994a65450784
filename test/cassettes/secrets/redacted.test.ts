import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../../src/cassettes/recording.ts';
import { findSecrets } from '../../../src/cassettes/secrets/find-secrets.ts';
import { redacted } from '../../../src/cassettes/secrets/redacted.ts';
import { secretSpans } from '../../../src/cassettes/secrets/secret-spans.ts';
import { assemble } from '../../../src/message/assemble.ts';
import { disassemble } from '../../../src/message/disassemble.ts';
import type { StreamEvent } from '../../../src/message/events.ts';
import type { Message } from '../../../src/message/message.ts';
import { readEvents } from '../../../src/message/read-events.ts';
import { encodeEvent } from '../../../src/message/sse.ts';
import { anyMessage, message } from '../../support/messages.ts';
import { planted } from './planted.ts';
import { recording, replyOf, STREAM } from './recordings.ts';
import { SAMPLES, sample } from './samples.ts';

const KINDS = Object.keys(SAMPLES);

function streamOf(whole: Message, size: number): string {
  const chop = (text: string): string[] => text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
  return disassemble(whole, chop).map(encodeEvent).join('');
}

function assembled(taken: Recording): Message {
  return assemble(readEvents(replyOf(taken)) as StreamEvent[]);
}

function sumOf({ response }: Recording): number {
  return response.chunks.reduce((sum, { bytes }) => sum + bytes, 0);
}

const plants = fc.array(
  fc
    .tuple(fc.nat(), fc.constantFrom(...KINDS), fc.constantFrom('one', 'two', 'three'))
    .map(([place, kind, seed]) => ({ place, ...sample(kind, seed) })),
  { minLength: 1, maxLength: 4 },
);

const anyBody = fc.record({ messages: fc.array(fc.record({ role: fc.constant('user'), content: fc.jsonValue() })) });

describe('a redacted recording', () => {
  test('has no secrets, in either form, and says the same in both', () => {
    const places = fc.tuple(
      anyMessage,
      anyBody,
      plants,
      plants,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 300 }),
    );
    const holds = fc.property(places, ([whole, asked, ofReply, ofRequest, size, step]) => {
      const body = planted(asked, ofRequest);
      const stream = streamOf(planted(whole, ofReply), size);
      const streamed = recording({ body, reply: stream, type: STREAM, step });
      const json = recording({ body, reply: JSON.stringify(assembled(streamed)), step });
      const [clean, cleanJson] = [redacted(streamed, {}), redacted(json, {})];
      expect(findSecrets(clean, {})).toEqual([]);
      expect(findSecrets(cleanJson, {})).toEqual([]);
      expect(redacted(clean, {})).toBe(clean);
      expect(assembled(clean)).toEqual(JSON.parse(replyOf(cleanJson)));
      expect(clean.request).toEqual(cleanJson.request);
      expect(readEvents(replyOf(clean))).toHaveLength(readEvents(stream).length);
      for (const one of [clean, cleanJson]) expect(sumOf(one)).toBe(one.response.body.length);
      const said = JSON.stringify([assembled(clean), clean.request]);
      for (const { secret } of [...ofReply, ...(asked.messages.length > 0 ? ofRequest : [])])
        expect(said).not.toContain(JSON.stringify(secret).slice(1, -1));
    });
    fc.assert(holds, { numRuns: 60 });
  }, 30_000);

  test('keeps the shape of what it holds, and the same word for the same secret', () => {
    const { secret } = sample('anthropic-key');
    const other = sample('anthropic-key', 'two').secret;
    const whole = message({
      content: [
        { type: 'text', text: `Use ${secret}.` },
        { type: 'tool_use', id: 'toolu_1', name: 'login', input: { user: 'me', keys: [`${other}`, secret] } },
      ],
    });
    const taken = recording({
      body: { messages: [{ role: 'user', content: `${secret} or ${other}` }] },
      reply: JSON.stringify(whole),
    });
    const clean = redacted(taken, {});
    const words = JSON.stringify(clean.request.body).match(/sk-ant-REDACTED-[0-9a-f]{12}/g)!;
    expect(new Set(words).size).toBe(2);
    const [first, second] = words;
    expect(clean.request.body).toEqual({ messages: [{ role: 'user', content: `${first} or ${second}` }] });
    expect(JSON.parse(replyOf(clean)).content).toEqual([
      { type: 'text', text: `Use ${first}.` },
      { type: 'tool_use', id: 'toolu_1', name: 'login', input: { user: 'me', keys: [second, first] } },
    ]);
  });

  test.each(KINDS)('a pseudonym stands for its kind, and is no secret: %s', (kind) => {
    const { text } = sample(kind);
    const clean = redacted(recording({ text }), {}).request.text!;
    expect(clean).toMatch(/REDACTED-[0-9a-f]{12}/);
    expect(secretSpans(clean, {}).map((span) => span.kind)).toEqual([kind]);
    expect(secretSpans(clean, {})[0]!.start).toBe(secretSpans(text, {})[0]!.start);
    expect(findSecrets(recording({ text: clean }), {})).toEqual([]);
  });

  test('a secret that a name gave away is one everywhere else too', () => {
    const { secret, text } = sample('assigned-secret');
    const body = {
      messages: [
        { role: 'user', content: text },
        { role: 'user', content: `I said ${secret}!` },
      ],
    };
    const clean = redacted(recording({ body, reply: JSON.stringify({ note: `You said "${secret}".` }) }), {});
    expect(JSON.stringify(clean.request.body)).not.toContain(secret);
    expect(replyOf(clean)).toMatch(/You said \\"secret-REDACTED-[0-9a-f]{12}\\"/);
  });

  test('a secret in pieces stands in the first of them, and the other events stay', () => {
    const { secret } = sample('openrouter-key');
    const stream = streamOf(message({ content: [{ type: 'text', text: `It is ${secret}, keep it.` }] }), 10);
    const clean = redacted(recording({ reply: stream, type: STREAM }), {});
    const texts = [...replyOf(clean).matchAll(/"text_delta","text":"([^"]*)"/g)].map(([, text]) => text);
    expect(texts.length).toBeGreaterThan(8);
    expect(texts.filter((text) => text !== '')).toEqual([
      expect.stringMatching(/^It is sk-or-v1-REDACTED-[0-9a-f]{12}$/),
      ',',
      ' keep it.',
    ]);
  });

  test('every byte that is no secret stays: comments, line ends, spaces, order of keys', () => {
    const { secret } = sample('github-token');
    const reply = `: hello\r\nevent: ping\r\ndata: { "type" : "ping",\r\ndata: "z":1, "a":"\\u0067${secret.slice(1)}"}\r\n\r\nid: 7\r\n\r\ndata: [DONE]\r\n\r\n`;
    const clean = redacted(recording({ reply, type: STREAM }), {});
    expect(replyOf(clean).replace(/ghp_REDACTED-[0-9a-f]{12}/, `\\u0067${secret.slice(1)}`)).toBe(reply);
  });

  test('a reply that is no text keeps its bytes', () => {
    const { secret } = sample('npm-token');
    const reply = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0x00]),
      Buffer.from(` ${secret} `),
      Buffer.from([0x80, 0xe9]),
    ]);
    const clean = redacted(recording({ reply, type: 'application/octet-stream', step: 5 }), {}).response;
    expect([...clean.body.subarray(0, 3)]).toEqual([0xff, 0xfe, 0x00]);
    expect([...clean.body.subarray(-2)]).toEqual([0x80, 0xe9]);
    expect(clean.chunks.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(clean.body.length);
  });

  test('without secrets it is the recording itself', () => {
    const taken = recording({ body: { messages: [] }, reply: streamOf(message(), 3), type: STREAM });
    expect(redacted(taken, {})).toBe(taken);
  });

  test("what is allowed stays, and shapes of one's own go", () => {
    const { secret } = sample('groq-key');
    const taken = recording({ text: `${secret} and ACME-77 and ${sample('jwt').secret}` });
    const [found] = findSecrets(taken, {});
    const settings = { allow: [found!.fingerprint], secrets: [{ name: 'acme', pattern: 'ACME-\\d+' }] };
    const clean = redacted(taken, settings);
    expect(clean.request.text).toMatch(/^gsk_\w+ and acme-REDACTED-\w{12} and eyJ-REDACTED-\w{12}$/);
    expect(clean.request.text).toContain(secret);
    expect(findSecrets(clean, settings)).toEqual([]);
    expect(redacted(clean, settings)).toBe(clean);
  });

  test('keys of objects, __proto__ among them, are values like others', () => {
    const { secret } = sample('stripe-key');
    const body: unknown = JSON.parse(`{"__proto__":{"constructor":"${secret}"},"${secret}":1}`);
    const clean = redacted(recording({ body }), {}).request.body;
    expect(JSON.stringify(clean)).toMatch(/^\{"__proto__":\{"constructor":"(sk_live_REDACTED-\w{12})"\},"\1":1\}$/);
    expect(({} as Record<string, unknown>)['constructor']).toBe(Object);
  });

  test('nesting of any depth is gone through', () => {
    const { secret } = sample('xai-key');
    const deep = (text: string): string => `${'[{"a":'.repeat(50_000)}"${text}"${'}]'.repeat(50_000)}`;
    const taken = recording({ body: JSON.parse(deep(secret)), reply: deep(secret) });
    const clean = redacted(taken, {});
    expect(replyOf(clean)).toMatch(/"xai-REDACTED-[0-9a-f]{12}"/);
    expect(findSecrets(taken, {})).toHaveLength(2);
    expect(findSecrets(clean, {})).toEqual([]);
  });
});
