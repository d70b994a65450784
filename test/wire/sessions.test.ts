import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/message/message.ts';
import { createMock, type Mock } from '../../src/mock.ts';
import { ask, DOORS } from '../support/wire.ts';

const SESSIONS = Array.from({ length: 200 }, (_, index) => `session-${index}`);

/** What a mock answers to a text, in a session or in none. */
async function say(mock: Mock, text: string, prefix = '', headers: Record<string, string> = {}): Promise<Message> {
  const response = await mock.fetch(`${prefix}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...DOORS.anthropic.headers, ...headers },
    body: JSON.stringify(ask('anthropic', { messages: [{ role: 'user', content: text }] })),
  });
  const body = await response.text();
  if (response.status !== 200) throw new Error(`${response.status}: ${body}`);
  return JSON.parse(body) as Message;
}

const textOf = ({ content }: Message): unknown => content[0] && 'text' in content[0] && content[0].text;

/** Does the same in all sessions at once, step by step, so that they meet at every step. */
async function inAll(step: (id: string, index: number) => unknown): Promise<void> {
  await Promise.all(SESSIONS.map(async (id, index) => step(id, index)));
}

describe('200 sessions on one server at once', () => {
  test('have stubs and scenario states of their own', async () => {
    const mock = createMock();
    await inAll((id) =>
      mock
        .session(id)
        .stub(
          { whenState: 'Started', setState: 'asked', respond: { text: `first of ${id}` } },
          { whenState: 'asked', setState: 'over', respond: { text: `second of ${id}` } },
        ),
    );
    for (const nth of ['first', 'second']) {
      await inAll(async (id) => expect(textOf(await say(mock, 'Next?', `/t/${id}`))).toBe(`${nth} of ${id}`));
    }
    await inAll((id) => expect(mock.session(id).stubs.states()).toEqual({ default: 'over' }));
    await inAll((id) => expect(mock.session(id).unusedStubs()).toEqual([]));
    expect(mock.stubs.list()).toEqual([]);
    expect(textOf(await say(mock, 'Next?'))).not.toMatch(/of session/);
  });

  test('have journals and totals of their own', async () => {
    const mock = createMock();
    // As many requests as the number of the session says, modulo four.
    await inAll((id, index) => Promise.all(Array.from({ length: index % 4 }, () => say(mock, id, `/t/${id}`))));
    await inAll((id, index) => {
      const session = mock.session(id);
      const entries = session.requests();
      expect(entries).toHaveLength(index % 4);
      expect(session.totals().requests).toBe(index % 4);
      for (const entry of entries) {
        expect(entry.session).toBe(id);
        expect(JSON.stringify(entry.request.body)).toContain(`"${id}"`);
      }
      session.verify({ when: { text: { exact: id } }, times: index % 4 });
    });
    expect(mock.requests()).toEqual([]);
  });

  test('have seeds of their own, each giving what a mock of that seed gives', async () => {
    const mock = createMock();
    await inAll((id) => mock.session(id).setOptions({ seed: id }));
    await inAll(async (id, index) => {
      const message = await say(mock, 'Tell me about rivers.', `/t/${id}`);
      if (index % 20 === 0) expect(message).toEqual(await say(createMock({ seed: id }), 'Tell me about rivers.'));
    });
    expect(await say(mock, 'Tell me about rivers.')).toEqual(await say(createMock(), 'Tell me about rivers.'));
  });

  test('count for themselves: the n-th request of each gets the same id as in any other', async () => {
    const mock = createMock();
    const ids: string[][] = [];
    for (let nth = 0; nth < 3; nth++) {
      const seen = new Set<string>();
      await inAll(async (id) => seen.add((await say(mock, 'Tell me about rivers.', `/t/${id}`)).id));
      ids.push([...seen]);
    }
    expect(ids.map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(new Set(ids.flat()).size).toBe(3);
    expect((await say(mock, 'Tell me about rivers.')).id).toBe(ids[0]![0]);
  });

  test('have clocks of their own', async () => {
    const mock = createMock();
    const start = Date.UTC(2030, 0, 1);
    await inAll((id, index) => {
      const { clock } = mock.session(id);
      clock.freeze(start);
      clock.advance(index * 60_000);
    });
    await inAll((id) => say(mock, 'What time is it?', `/t/${id}`));
    await inAll((id, index) => {
      const [entry] = mock.session(id).requests();
      expect(Date.parse(entry!.at)).toBe(start + index * 60_000);
    });
    expect(mock.clock.frozen).toBe(false);
  });

  test('are reset and deleted one by one', async () => {
    const mock = createMock();
    await inAll((id) => mock.session(id).stub({ respond: { text: `of ${id}` } }));
    await inAll((id, index) => {
      if (index % 2 === 0) mock.session(id).reset();
      else if (index % 3 === 0) mock.sessions.delete(id);
    });
    await inAll(async (id, index) => {
      const text = textOf(await say(mock, 'Who?', `/t/${id}`));
      if (index % 2 === 0 || index % 3 === 0) expect(text).not.toBe(`of ${id}`);
      else expect(text).toBe(`of ${id}`);
    });
  });

  test('are chosen by header as well, and are the same as by address', async () => {
    const mock = createMock();
    await inAll((id) => mock.session(id).stub({ respond: { text: `of ${id}` } }));
    await inAll(async (id) => {
      expect(textOf(await say(mock, 'Who?', '', { 'x-mock-session': id }))).toBe(`of ${id}`);
      expect(textOf(await say(mock, 'Who?', `/t/${id}`))).toBe(`of ${id}`);
      expect(mock.session(id).requests()).toHaveLength(2);
    });
  });

  test('are controlled one by one', async () => {
    const mock = createMock();
    await inAll(async (id) => {
      const added = await mock.fetch(`http://127.0.0.1/t/${id}/_mock/stubs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ respond: { text: `of ${id}` } }),
      });
      expect(added.status).toBe(201);
    });
    await inAll(async (id) => expect(textOf(await say(mock, 'Who?', `/t/${id}`))).toBe(`of ${id}`));
    await inAll(async (id) => {
      const listed = await mock.fetch(`http://127.0.0.1/t/${id}/_mock/requests`);
      expect(await listed.json()).toMatchObject({ total: 1, requests: [{ session: id }] });
    });
  });
});
