import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Options } from '../../src/config.ts';
import { createMock, type Mock } from '../../src/mock.ts';
import { frozenClock, leapingClock } from '../support/clocks.ts';
import { readEvents } from '../support/sse.ts';
import { ask, DOORS } from '../support/wire.ts';

const paced = (options: Partial<Options>, clock = leapingClock()) => ({ mock: createMock(options, { clock }), clock });

/** Opens a stream on a real socket; resolves when its headers have come. */
async function open(mock: Mock, changes: Record<string, unknown> = {}): Promise<IncomingMessage> {
  const { port } = await mock.listen({ port: 0 });
  const sent = request({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/v1/messages',
    headers: { ...DOORS.anthropic.headers, 'content-type': 'application/json' },
  });
  sent.on('error', () => undefined);
  sent.end(JSON.stringify(ask('anthropic', { stream: true, ...changes })));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return text;
}

describe('the pace of a reply', () => {
  test('is instant by default: nothing waits', async () => {
    const { mock, clock } = paced({});
    readEvents(await textOf(await open(mock)));
    await mock.close();
    expect(clock.waits.filter((ms) => ms < 2000)).toEqual([]);
  });

  test('waits for the first token, and then as long as the tokens take', async () => {
    const { mock, clock } = paced({ ttft: 250, tps: 100, chunk: 1 });
    const events = readEvents(await textOf(await open(mock)));
    await mock.close();
    const deltas = events.filter(({ type }) => type === 'content_block_delta').length;
    expect(clock.waits[0]).toBe(250);
    expect(clock.waits.slice(1, 1 + deltas)).toEqual(Array(deltas).fill(10));
  });

  test('varies by the jitter, the same every time for the same seed', async () => {
    const waits = async () => {
      const { mock, clock } = paced({ tps: 100, jitter: 0.5, chunk: 1 });
      readEvents(await textOf(await open(mock)));
      await mock.close();
      return clock.waits.filter((ms) => ms < 2000);
    };
    const first = await waits();
    expect(await waits()).toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(3);
    for (const ms of first) expect(Math.abs(ms - 10)).toBeLessThanOrEqual(5);
  });

  test('makes a JSON reply wait for all of its tokens at once', async () => {
    const { mock, clock } = paced({ ttft: 100, tps: 50 });
    const { usage } = JSON.parse(await textOf(await open(mock, { stream: false }))) as {
      usage: { output_tokens: number };
    };
    await mock.close();
    expect(clock.waits[0]).toBe(100 + usage.output_tokens * 20);
  });
});

describe('a stream', () => {
  test('shows its headers before its first token', async () => {
    const clock = frozenClock();
    const mock = createMock({ ttft: 1000 }, { clock });
    const response = await open(mock);
    expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(response.headers['content-length']).toBeUndefined();
    response.destroy();
    await mock.close();
  });

  test('ends its work when the client leaves', async () => {
    const clock = frozenClock();
    const mock = createMock({ tps: 1 }, { clock });
    const left = new Promise<string>((resolve) => {
      mock.onExchange((_, { ended }) => resolve(ended));
    });
    const response = await open(mock);
    await clock.asleep;
    response.destroy();
    expect(await left).toBe('client left');
    expect(clock.pending()).toBe(0);
    await mock.close();
  });

  test('is completed at once, not cut, when the server closes', async () => {
    const clock = frozenClock();
    const mock = createMock({ tps: 1 }, { clock });
    const response = await open(mock);
    const text = textOf(response);
    await clock.asleep;
    const [whole] = await Promise.all([text, mock.close()]);
    expect(readEvents(whole).at(-1)).toEqual({ type: 'message_stop' });
  });
});
