import { describe, expect, test } from 'vitest';
import { hitsOf } from '../../../src/cassettes/secrets/hits-of.ts';
import { secretSpans } from '../../../src/cassettes/secrets/secret-spans.ts';
import { SHAPES } from '../../../src/cassettes/secrets/shapes.ts';
import { longestSafeText } from '../../../src/contract/guarded-regexp.ts';
import { noise, SAMPLES, sample } from './samples.ts';

const found = (text: string, name?: string): string[] =>
  secretSpans(text, {}, name).map(({ start, end, kind }) => `${kind} ${text.slice(start, end)}`);

describe('the shapes of secrets', () => {
  test('each has a sample here', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual([...new Set(SHAPES.map(({ kind }) => kind))].sort());
  });

  test.each(Object.keys(SAMPLES))('%s is found whole, wherever it stands', (kind) => {
    for (const seed of ['one', 'two', 'three', 'four', 'five']) {
      const { secret, text } = sample(kind, seed);
      for (const whole of [text, `Use ${text} today.`, `"${text}"`, `a\n${text}\nb`, `(${text}), ${'x '.repeat(500)}`])
        expect(found(whole)).toEqual([`${kind} ${secret}`]);
    }
  });

  test.each([
    ['an older key of OpenAI', () => `sk-${noise(48, 'old')}`, 'openai-key'],
    ['a key of DeepSeek', () => `sk-${noise(32, 'seek', '0123456789abcdef')}`, 'openai-key'],
    ['an admin key', () => `sk-ant-admin01-${noise(93, 'admin')}AA`, 'anthropic-key'],
    ['a temporary id', () => `ASIA${noise(16, 'asia', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')}`, 'aws-access-key-id'],
    ['a fine-grained token', () => `github_pat_${noise(82, 'fine')}`, 'github-token'],
    ['a server token', () => `ghs_${noise(36, 'ghs')}`, 'github-token'],
    [
      'an app token of Slack',
      () => `xapp-1-${noise(11, 'app')}-${noise(13, 'n', '0123456789')}-${noise(64, 'x')}`,
      'slack-token',
    ],
    [
      'a private key of PKCS 8',
      () => `-----BEGIN PRIVATE KEY-----\n${noise(64, 'k')}\n-----END PRIVATE KEY-----`,
      'private-key',
    ],
    [
      'a private key on one line',
      () => `-----BEGIN EC PRIVATE KEY-----\\n${noise(64, 'k')}\\n-----END EC PRIVATE KEY-----`,
      'private-key',
    ],
  ])('%s is found', (_what, make, kind) => {
    const secret = make();
    expect(found(`say ${secret} again`)).toEqual([`${kind} ${secret}`]);
  });

  const value = 'q7Xk29dLvPw3Rt';
  test.each([
    `api_key=${value}`,
    `API-KEY: ${value}`,
    `const apiKey = '${value}';`,
    `{"client_secret": "${value}"}`,
    `{\\"client_secret\\": \\"${value}\\"}`,
    `password: ${value}, user: me`,
    `DB_PASSWORD=${value}`,
    `os.environ["ACME_TOKEN"] = "${value}"`,
    `token => ${value}`,
    `https://example.com/?access_token=${value}&page=2`,
    `secret_key_1 := \`${value}\``,
  ])('a value assigned to a telling name is found: %s', (text) => {
    expect(found(text)).toEqual([`assigned-secret ${value}`]);
  });

  test('the key of an object is a name', () => {
    expect(found(value, 'api_key')).toEqual([`assigned-secret ${value}`]);
    expect(found(value, 'dbPassword')).toEqual([`assigned-secret ${value}`]);
    expect(found(value, 'title')).toEqual([]);
    const { secret } = sample('aws-secret-key');
    expect(found(secret, 'SecretAccessKey')).toEqual([`aws-secret-key ${secret}`]);
  });

  test.each([
    'sk-ant-...',
    'sk-ant-api03-your-api-key-goes-here',
    'sk-ant-xxxxxxxxxxxxxxxxxxxxxxxx',
    'sk-or-v1-<your key of 64 digits>',
    'sk-proj-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'api_key = "your-api-key-12"',
    'api_key = <key>',
    `api_key = "\${ACME_API_KEY_2}"`,
    'api_key = {{ secrets.key1234 }}',
    'api_key: process.env.ACME_KEY1',
    'password: ************',
    'token: 9f1b7c52-3a44-4f0e-9d8e-2b1c3d4e5f60',
    `token_sha256: ${noise(64, 'hash', '0123456789abcdef')}`,
    `secret: sha256:${noise(64, 'hash', '0123456789abcdef')}`,
    `token = toolu_01${noise(22, 'tool')}`,
    `token = msg_01${noise(22, 'msg')}`,
    `token = srvtoolu_01${noise(22, 'srv')}`,
    `token = req_01${noise(22, 'req')}`,
    `token = gen-1732129200-${noise(20, 'gen')}`,
    `next_page_token: ${noise(24, 'page')}`,
    'max_tokens: 4096, token: claude-sonnet-4-5-20250929',
    'secret: 2026-11-20T19:00:00Z',
    'password: correct horse battery staple',
    'A bearer of understandings, basic understandings, and the key: patience2.',
    'class="sk-circle-fade-dot-animation-long sk-chasing-dot-1"',
    'AKIAIOSFODNN7EXAMPLE',
    'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'postgres://user:password@localhost/db',
    `postgres://user:\${PASSWORD}@localhost/db`,
    'http://localhost:8080/a@b',
    'Begin it with -----BEGIN PRIVATE KEY----- and end it with -----END PRIVATE KEY-----.',
    'eyJ is how a JWT begins',
  ])('is no secret: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('what only the service can read is not looked at', () => {
    const blob = Buffer.from(noise(6000, 'blob')).toString('base64');
    expect(found(blob)).toEqual([]);
    expect(found(`${blob.slice(0, 900)}==`, 'signature')).toEqual([]);
    expect(found(blob, 'data')).toEqual([]);
    expect(found(blob, 'access_token')).toHaveLength(1);
  });
});

/** Megabytes of what almost is a secret, or is one after the other. */
const ADVERSARIAL: Readonly<Record<string, (size: number) => string>> = {
  'the same letter': (size) => 'a'.repeat(size),
  'names without values': (size) => 'token=key:secret='.repeat(size / 17),
  'beginnings of keys': (size) => 'sk-ant-aaaaaaaaaaaaaaaa-'.repeat(size / 24),
  'beginnings of private keys': (size) => '-----BEGIN PRIVATE KEY-----'.repeat(size / 27),
  'beginnings of tokens': (size) => 'eyJaaaaaaaaaa.'.repeat(size / 14),
  'addresses without an end': (size) => '://a:'.repeat(size / 5),
  'dashes and quotes': (size) => `"'-\\`.repeat(size / 4),
};

describe('time', () => {
  test.each(SHAPES.map(({ kind, head }) => [kind, head.source] as const))(
    '%s looks at a bounded piece per place',
    (_kind, source) => {
      const outside = source.replace(/\\./g, '_').replace(/\[[^\]]*\]/g, '_');
      expect(outside).not.toMatch(/[*+]|\{\d+,\}/);
      expect(longestSafeText(source)).toBeGreaterThan(0);
    },
  );

  test.each(SHAPES.flatMap(({ tail, kind }) => (tail ? [[kind, tail.source] as const] : [])))(
    '%s goes on by single characters, each gone through once',
    (_kind, source) => {
      expect(source).toMatch(/^(?:\[(?:[^\]\\]|\\.)+\]|\\w)\*(?:=\{0,2\})?$/);
    },
  );

  test.each(Object.keys(ADVERSARIAL))('ten times the text takes at most ten times the steps: %s', (name) => {
    for (const shape of SHAPES) {
      const steps = (size: number): number => {
        let count = 0;
        const counting = (pattern: RegExp): RegExp => {
          const counted = new RegExp(pattern.source, pattern.flags);
          const exec = counted.exec.bind(counted);
          counted.exec = (text) => {
            const match = exec(text);
            // One for the call, and one for every character that it took.
            count += 1 + (match?.[0].length ?? 0);
            return match;
          };
          return counted;
        };
        const { head, tail } = shape;
        const counted = { ...shape, head: counting(head), ...(tail ? { tail: counting(tail) } : {}) };
        hitsOf(ADVERSARIAL[name]!(size), undefined, counted);
        return count;
      };
      expect(steps(5_000_000)).toBeLessThanOrEqual(10.1 * steps(500_000) + 1000);
    }
  });
});
