import fc from 'fast-check';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { toHar } from '../../src/journal/to-har.ts';
import { toJsonLines } from '../../src/journal/to-json-lines.ts';
import { verify } from '../../src/journal/verify.ts';
import { ask, DOORS, post } from '../support/wire.ts';
import { conversation } from './conversations.ts';
import { type Journaled, journaled } from './journaled.ts';

const SECRET = 'hunter2-do-not-store-me';

/** Everything that a journal tells, as text. */
function everything({ journal }: Journaled): string {
  return JSON.stringify([journal.list(), toHar(journal, '1'), toJsonLines(journal.list())]);
}

const word = fc.constantFrom('x', 'my', 'app', 'client', 'session', 'upstream');
const secret = fc.constantFrom('token', 'secret', 'password', 'api-key', 'apikey', 'Token', 'SECRET', 'credential');
const secretName = fc.oneof(
  fc.constantFrom(
    'authorization',
    'x-api-key',
    'cookie',
    'proxy-authorization',
    'Authorization',
    'set-cookie',
    'x-auth',
  ),
  fc.tuple(word, secret, word).map((parts) => parts.join('-')),
  fc.tuple(word, secret).map((parts) => parts.join('-')),
);

describe('secrets', () => {
  test('are stored under no name that headers have for them', async () => {
    await fc.assert(
      fc.asyncProperty(secretName, fc.constantFrom('anthropic', 'openrouter'), async (name, door) => {
        const noted = journaled();
        await post(noted.mock, door, ask(door), { [name]: `Bearer ${SECRET}` });
        expect(everything(noted)).not.toContain(SECRET);
        expect(noted.journal.list()[0]!.request.headers).toHaveProperty([name.toLowerCase()], '[removed]');
      }),
      { numRuns: 40 },
    );
  });

  test('are not stored from the query, the reply, or the keys of tool servers', async () => {
    const noted = journaled({ apiKey: ['another'] });
    const { path, headers } = DOORS.anthropic;
    await request(noted.mock.app)
      .post(`${path}?api_key=${SECRET}&key=${SECRET}&access_token=${SECRET}&page=2`)
      .set(headers)
      .send(
        ask('anthropic', {
          mcp_servers: [{ type: 'url', url: 'https://a.b', name: 'a', authorization_token: SECRET }],
        }),
      );
    expect(everything(noted)).not.toContain(SECRET);
    const [entry] = noted.journal.list();
    expect(entry!.request.query).toEqual({
      api_key: '[removed]',
      key: '[removed]',
      access_token: '[removed]',
      page: '2',
    });
    expect(entry!.response.status).toBe(401);
  });

  test('of replies are left out, and the reply itself is not changed', async () => {
    const noted = journaled();
    await post(noted.mock, 'anthropic', ask('anthropic'));
    const { exchange, outcome } = noted.told[0]!;
    const headers = { ...exchange.reply.headers, 'set-cookie': `id=${SECRET}` };
    noted.journal.note({ ...exchange, reply: { ...exchange.reply, headers } }, outcome);
    expect(everything(noted)).not.toContain(SECRET);
    expect(headers['set-cookie']).toContain(SECRET);
  });

  test('leave limits and counts of tokens alone', async () => {
    const { mock, journal } = journaled();
    const counts = { 'anthropic-ratelimit-tokens-remaining': '7', 'x-max-tokens': '8', 'x-input-tokens-used': '9' };
    await post(mock, 'anthropic', ask('anthropic'), counts);
    expect(journal.list()[0]!.request.headers).toMatchObject(counts);
  });

  test('are not told by near misses', async () => {
    const { told } = await conversation();
    const { exchange, outcome } = told[0]!;
    const condition = 'header.x-auth-token.contains';
    const miss = {
      id: 's',
      name: 's',
      origin: 'code',
      score: 0,
      failed: [{ condition, expected: '"x"', actual: SECRET }],
    };
    const noted = journaled({}, { nearest: () => [miss] });
    noted.journal.note({ ...exchange, missed: true }, outcome);
    expect(everything(noted)).not.toContain(SECRET);
    expect(noted.journal.list()[0]!.nearMisses).toMatchObject([{ failed: [{ condition, actual: '[removed]' }] }]);
  });

  test('still count as there for conditions on headers', async () => {
    const { mock, journal } = journaled();
    await post(mock, 'anthropic', ask('anthropic'));
    expect(verify(journal, { when: { header: { 'x-api-key': true, authorization: false } } }).ok).toBe(true);
    expect(verify(journal, { when: { header: { 'x-api-key': false } } }).ok).toBe(false);
  });
});
