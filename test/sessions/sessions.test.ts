import { describe, expect, test } from 'vitest';
import { createMock } from '../../src/mock.ts';
import { SessionError } from '../../src/sessions/sessions.ts';
import { ask, DOORS, mockOf, post, refusalOf } from '../support/wire.ts';

/** A clock that stands where it is put. */
function setClock() {
  let time = 0;
  const clock = { now: () => time, elapsed: () => time, after: () => () => undefined };
  return { clock, at: (ms: number) => (time = ms) };
}

describe('sessions', () => {
  test('are forgotten when nobody uses them for long, the default one never', () => {
    const { clock, at } = setClock();
    const mock = createMock({ sessionIdle: 1000 }, { clock });
    mock.stub({ respond: { text: 'default' } });
    mock.session('a').stub({ respond: { text: 'a' } });
    mock.session('b').stub({ respond: { text: 'b' } });
    at(900);
    expect(mock.session('a').stubs.size).toBe(1);
    at(1500);
    expect(mock.sessions.list().map(({ id }) => id)).toEqual(['default', 'a']);
    expect(mock.session('b').stubs.size).toBe(0);
    expect(mock.session('default').stubs.size).toBe(1);
  });

  test('are bounded in number: whoever wants one more is told what to do, and none is lost', () => {
    const { clock, at } = setClock();
    const mock = createMock({ sessions: 2, sessionIdle: 1000 }, { clock });
    mock.session('a');
    mock.session('b');
    expect(() => mock.session('c')).toThrow(SessionError);
    expect(() => mock.session('c')).toThrow(/2 sessions already.*--sessions/s);
    expect(mock.sessions.delete('a')).toBe(true);
    expect(mock.sessions.delete('a')).toBe(false);
    expect(mock.session('c').id).toBe('c');
    at(5000);
    expect(mock.session('d').id).toBe('d');
  });

  test.each(['', '.', '..', 'a b', 'ä', '../x', 'x'.repeat(101)])('cannot be named %j', (id) => {
    expect(() => createMock().session(id)).toThrow(/cannot name a session/);
  });

  test('of a name that cannot be are refused on the wire by the mock', async () => {
    const { status, headers, body } = await refusalOf(mockOf(), 'anthropic', ask('anthropic'), {
      'x-mock-session': 'a b',
    });
    expect(status).toBe(400);
    expect(headers['x-should-retry']).toBe('false');
    expect(body.error['message']).toMatch(/"a b" cannot name a session/);
  });

  test('change options for themselves, but not those that are fixed', async () => {
    const mock = mockOf();
    const session = mock.session('a');
    session.setOptions({ seed: 'other', strict: true });
    expect(session.options).toMatchObject({ seed: 'other', strict: true });
    expect(mock.options).toMatchObject({ seed: 'stuntdouble', strict: false });
    expect(() => session.setOptions({ port: 1 })).toThrow(/port.*fixed/);
    expect(() => session.setOptions({ sped: 1 })).toThrow(/no such option/);
    expect(() => session.setOptions({ tps: -1 })).toThrow(/tps.*expected a number/);
    expect((await refusalOf(mock, 'anthropic', ask('anthropic'), { 'x-mock-session': 'a' })).status).toBe(404);
    expect((await post(mock, 'anthropic', ask('anthropic'))).status).toBe(200);
  });

  test('that are reset begin as they began: same ids, options, stubs and time', async () => {
    const mock = mockOf();
    for (const session of [mock.session('default'), mock.session('a')]) {
      const say = async () => (await post(mock, 'anthropic', ask('anthropic'), { 'x-mock-session': session.id })).text;
      const first = await say();
      expect(await say()).not.toBe(first);
      session.stub({ respond: { text: 'stubbed' } });
      session.setOptions({ reply: 'lorem' });
      session.clock.freeze(0);
      session.reset();
      expect(session.stubs.size + session.journal.total).toBe(0);
      expect(session.clock.frozen).toBe(false);
      expect(await say()).toBe(first);
    }
  });

  test('keep the base URL of the clients: below /t/<id> every door is where it was', async () => {
    const mock = mockOf();
    const headers = { 'content-type': 'application/json', ...DOORS.anthropic.headers };
    const status = async (path: string) =>
      (await mock.fetch(path, { method: 'POST', headers, body: JSON.stringify(ask('anthropic')) })).status;
    expect(await status('/t/a/v1/messages')).toBe(200);
    expect(await status('/t/a/api/v1/messages')).toBe(200);
    expect(await status('/t/a/v1/v1/messages')).toBe(404);
    expect((await mock.fetch('/t/a')).status).toBe(200);
    expect((await mock.fetch('/t/')).status).toBe(400);
    expect(mock.session('a').journal.total).toBe(4);
  });
});
