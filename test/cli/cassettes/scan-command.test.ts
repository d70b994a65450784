import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scanCommand } from '../../../src/cli/cassettes/scan-command.ts';
import { recording } from '../../cassettes/secrets/recordings.ts';
import { sample } from '../../cassettes/secrets/samples.ts';
import { write } from '../../support/folder.ts';
import { run, tapes } from './commands.ts';

const { secret } = sample('anthropic-key');
const clean = recording({ body: { messages: [{ role: 'user', content: 'Hello.' }] } });
const dirty = recording({
  body: { messages: [{ role: 'user', content: `Use ${secret}.` }] },
  reply: `{"a":"${secret}"}`,
});

describe('stuntdouble cassettes scan', () => {
  test('is content with cassettes without secrets', async () => {
    const directory = await tapes({ one: [clean, clean], 'agents/two': [clean] });
    expect(await run(scanCommand, '--cassettes', directory)).toEqual({
      code: 0,
      out: '2 cassettes, 3 recordings, no secrets',
      errors: '',
    });
  });

  test('says where secrets stand, and fails', async () => {
    const directory = await tapes({ one: [clean], 'agents/two': [clean, dirty] });
    const { code, out, errors } = await run(scanCommand, '--cassettes', directory);
    expect(code).toBe(1);
    expect(errors).toBe('');
    expect(out).toContain(`agents/two#2: request /messages/0/content: anthropic-key ${secret.slice(0, 11)}… (sha256:`);
    expect(out).toContain('agents/two#2: reply /a: anthropic-key');
    expect(out).toContain('2 cassettes, 3 recordings, 2 places that look like a secret');
    expect(out).not.toContain(secret.slice(0, 20));
  });

  test('writes JSON for programs', async () => {
    const directory = await tapes({ one: [dirty] });
    const { code, out } = await run(scanCommand, '--cassettes', directory, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      cassettes: 1,
      recordings: 1,
      findings: [
        { cassette: 'one', recording: 'one#1', where: 'request /messages/0/content', kind: 'anthropic-key' },
        { cassette: 'one', recording: 'one#1', where: 'reply /a', kind: 'anthropic-key' },
      ],
      problems: [],
    });
  });

  test('lets pass what the settings allow', async () => {
    const directory = await tapes({ one: [dirty] });
    const found = JSON.parse((await run(scanCommand, '--cassettes', directory, '--json')).out) as {
      findings: { fingerprint: string }[];
    };
    write(join(directory, 'cassettes.json'), JSON.stringify({ allow: [found.findings[0]!.fingerprint] }));
    expect((await run(scanCommand, '--cassettes', directory)).code).toBe(0);
  });

  test('exits with 2 when a cassette cannot be read, and still tells of the others', async () => {
    const directory = await tapes({ one: [dirty], two: [clean] });
    const two = readdirSync(directory).find((name) => name.startsWith('two'))!;
    write(join(directory, two, 'recording.har'), '{"log":');
    const { code, out, errors } = await run(scanCommand, '--cassettes', directory);
    expect(code).toBe(2);
    expect(out).toContain('one#1: request /messages/0/content');
    expect(errors).toContain('recording.har');
  });

  test('exits with 2 when there is no such folder', async () => {
    const { code, errors } = await run(scanCommand, '--cassettes', '/nowhere/at/all');
    expect(code).toBe(2);
    expect(errors).toBe(
      'stuntdouble: there is no folder /nowhere/at/all. Name that of the cassettes with --cassettes.',
    );
  });
});
