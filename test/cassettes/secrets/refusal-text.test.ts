import { expect, test } from 'vitest';
import type { Finding } from '../../../src/cassettes/secrets/find-secrets.ts';
import { refusalText } from '../../../src/cassettes/secrets/refusal-text.ts';

const finding = (number: number): Finding => ({
  where: `request /messages/${number}/content`,
  kind: 'jwt',
  shown: 'eyJhbGc…',
  fingerprint: `sha256:00000000000${number % 10}`,
});

test('a refusal says where, what, and the three ways on', () => {
  expect(refusalText([finding(0), finding(1)], 'agents/loop', 'tapes/loop_1/cassette.json')).toBe(
    [
      'The exchange was not written to cassette agents/loop, as it holds 2 places that look like secrets:',
      '  request /messages/0/content: jwt eyJhbGc… (sha256:000000000000)',
      '  request /messages/1/content: jwt eyJhbGc… (sha256:000000000001)',
      'What to do:',
      '  it is no secret: add "allow": ["sha256:000000000000", "sha256:000000000001"] to tapes/loop_1/cassette.json',
      '  it may be replaced: record with --redact, which writes a pseudonym in its place',
      '  it has no business there: take it out of the prompt, or out of what a tool returns',
    ].join('\n'),
  );
});

test('a refusal for many places stays short', () => {
  const lines = refusalText(
    Array.from({ length: 500 }, (_, number) => finding(number)),
    'loop',
    'cassette.json',
  ).split('\n');
  expect(lines).toHaveLength(26);
  expect(lines).toContain('  and 480 more');
});
