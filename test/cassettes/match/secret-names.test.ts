import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../src/cassettes/match/match-key.ts';
import { mayHoldSecret } from '../../../src/cassettes/match/may-hold-secret.ts';
import { PlayCounts } from '../../../src/cassettes/match/play-counts.ts';
import { Tape } from '../../../src/cassettes/match/tape.ts';
import { redacted } from '../../../src/cassettes/secrets/redacted.ts';
import { secretSpans } from '../../../src/cassettes/secrets/secret-spans.ts';
import { asked, recordingOf } from './requests.ts';

// Put together here, so that no scanner takes them for keys that someone lost.
const ANTHROPIC = ['sk', 'ant', 'api03', 'Zk3q9XvB7tLm2RwYp8NcHs5JdF1gQe4U'].join('-');
const GITHUB = `gh${'p_'}a8Xk2Lm9Qw4Er7Ty1Ui5Op3As6Df0Gh8Jk2L`;

const secrets = [
  ANTHROPIC,
  GITHUB,
  'password = "k7Rt29xQwz"',
  'postgres://ann:quartz@db.example/x',
  'Authorization: Basic YW5uOnF1YXJ0eg==',
  'Authorization: Basic dXNlcjpwYXNz',
  'Bearer q8Zr2Lx9Vb4N',
  `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(4)}-----END PRIVATE KEY-----`,
  'api_key: "R4nd0mValue9x"',
];

describe('secrets in requests', () => {
  test('a redacted recording answers the request with the secret, and with another in its place', () => {
    const request = asked(`My key is ${ANTHROPIC}; again: ${ANTHROPIC}`, { system: `Use ${GITHUB}.` });
    const recording = redacted(recordingOf('a#1', request), {});
    expect(JSON.stringify(recording.request.body)).not.toContain(ANTHROPIC);
    const tape = new Tape([{ name: 'a', folder: '/a', settings: {}, recordings: [recording] }], {
      match: 'canonical',
      repeat: 'repeat-last',
    });
    expect(tape.find({ ...request }, new PlayCounts())?.recording.id).toBe('a#1');
    const text = JSON.stringify(request.body).replaceAll('Zk3q9XvB7t', 'Bb7Rt2PqX9');
    expect(tape.find({ ...request, body: JSON.parse(text) as unknown }, new PlayCounts())?.recording.id).toBe('a#1');
  });

  test('count by where they first appear', () => {
    const other = ANTHROPIC.replace('Zk3q', 'Qz8m');
    const key = (...keys: string[]): string => keyOf(asked(keys.join(' and ')), {});
    expect(key(ANTHROPIC, other, ANTHROPIC)).toBe(key(other, ANTHROPIC, other));
    expect(key(ANTHROPIC, other, ANTHROPIC)).not.toBe(key(ANTHROPIC, other, other));
  });

  test.each(secrets)('%s is replaced everywhere in the request once it was told, at every level', (secret) => {
    const bare = secretSpans(secret, {}).map(({ start, end }) => secret.slice(start, end));
    expect(bare).toHaveLength(1);
    const request = asked(`I wrote ${bare[0]} down.`, { system: secret });
    const recorded = redacted(recordingOf('a#1', request), {}).request;
    for (const match of ['strict', 'canonical', 'conversation', 'last-turn'] as const) {
      expect(keyOf(recorded, { match })).toBe(keyOf(request, { match }));
    }
  });

  test('a value under the name of a credential is one', () => {
    const input = { api_key: 'k7Rt29xQwzLp' };
    const request = asked([{ role: 'user', content: [{ type: 'tool_use', id: 'a', name: 't', input }] }]);
    const recorded = redacted(recordingOf('a#1', request), {}).request;
    expect(JSON.stringify(recorded.body)).not.toContain(input.api_key);
    expect(keyOf(recorded, {})).toBe(keyOf(request, {}));
  });

  test('keys in the query are replaced', () => {
    const request = { ...asked('Hi'), path: `/v1/messages?key=${ANTHROPIC}` };
    expect(keyOf(redacted(recordingOf('a#1', request), {}).request, {})).toBe(keyOf(request, {}));
  });

  test('own shapes of secrets count as well', () => {
    const settings = { secrets: [{ name: 'acme', pattern: 'acme:\\w+' }] };
    expect(keyOf(asked('acme:one'), settings)).toBe(keyOf(asked('acme:two'), settings));
    expect(keyOf(asked('acme:one'), {})).not.toBe(keyOf(asked('acme:two'), {}));
  });
});

describe('the quick look for secrets', () => {
  test('misses no text in which the search finds one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...secrets),
        fc.lorem(),
        fc.lorem(),
        fc.constantFrom(' ', '\n', '"', '=', ': ', '('),
        (secret, a, b, gap) => {
          const text = `${a}${gap}${secret}${gap}${b}`;
          expect(secretSpans(text, {}).length === 0 || mayHoldSecret(text, undefined)).toBe(true);
        },
      ),
    );
  });

  test('passes over prose', () => {
    fc.assert(fc.property(fc.lorem({ maxCount: 200 }), (text) => !mayHoldSecret(text, 'text')));
  });
});
