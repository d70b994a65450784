import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../../../src/cassettes/store/folder-of.ts';
import { listCassettes } from '../../../src/cli/cassettes/list-cassettes.ts';
import { listCommand } from '../../../src/cli/cassettes/list-command.ts';
import { json, stream, streamText } from '../../cassettes/replay/recorded.ts';
import { folderWith, write } from '../../support/folder.ts';
import { message } from '../../support/messages.ts';
import { run, tapes } from './commands.ts';

const NOW = Date.parse('2026-11-04T12:00:00Z');
const usage = { input_tokens: 1000, output_tokens: 200, cache_read_input_tokens: 500 };
const refusal = json({ type: 'error', error: { type: 'api_error', message: 'no' } }, { status: 500 });
const loop = [
  stream(streamText(message({ usage }))),
  { ...json(message({ usage: { ...usage, cost: 0.5 } })), startedAt: '2026-11-03T10:00:00.000Z' },
  refusal,
  stream('event: message_start\n', { broken: 'upstream cut' as const }),
];

async function listed(directory: string, json = false) {
  const out: string[] = [];
  const errors: string[] = [];
  const terminal = { out: (line: string) => void out.push(line), error: (line: string) => void errors.push(line) };
  const code = await listCassettes({ directory, json, now: NOW }, terminal);
  return { code, out: out.join('\n'), errors: errors.join('\n') };
}

describe('stuntdouble cassettes list', () => {
  test('tells of each cassette what it holds, what it cost and how old it is', async () => {
    const directory = await tapes({ 'agents/loop': loop, quiet: [refusal] });
    write(join(folderOf(directory, 'quiet'), 'cassette.json'), '{"match":"strict","ignore":["$.a","$.b"]}');
    const { code, out } = await run(listCommand, '--cassettes', directory);
    expect(code).toBe(0);
    const [head, first, second, , total] = out.split('\n');
    expect(head).toMatch(/^NAME +EXCHANGES +FORMS +TOKENS +COST +RECORDED +AGE +MODELS +SETTINGS$/);
    expect(first).toMatch(
      /^agents\/loop +4 +2 stream, 2 json, 1 error, 1 broken +3000\+400 +\$0\.51025 +2026-11-03 +\d+ \w+ +claude-opus-4-8 +-$/,
    );
    expect(second).toMatch(
      /^quiet +1 +1 json, 1 error +0\+0 +- +2026-11-01 +\d+ \w+ +claude-opus-4-8 +match strict, ignore 2$/,
    );
    expect(total).toBe('2 cassettes, 5 exchanges');
    // Columns begin where their heads begin.
    for (const column of ['EXCHANGES', 'FORMS', 'TOKENS', 'MODELS'])
      expect(first!.slice(head!.indexOf(column) - 1)).toMatch(/^ \S/);
  });

  test('writes the same as JSON', async () => {
    const directory = await tapes({ loop });
    const { code, out } = await listed(directory, true);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      directory,
      cassettes: [
        {
          name: 'loop',
          folder: folderOf(directory, 'loop'),
          exchanges: 4,
          models: ['claude-opus-4-8'],
          forms: { stream: 2, json: 2, other: 0 },
          errors: 1,
          broken: 1,
          input_tokens: 3000,
          output_tokens: 400,
          cost: 0.51025,
          first: '2026-11-01T10:00:00.000Z',
          last: '2026-11-03T10:00:00.000Z',
          settings: {},
          age_ms: 26 * 60 * 60 * 1000,
        },
      ],
      problems: [],
    });
    expect((await listed(directory)).out).toContain(' 1 day ');
  });

  test('says what to do where there is none', async () => {
    const { code, out } = await listed(join(folderWith(), 'nowhere'));
    expect(code).toBe(0);
    expect(out).toContain('--mode record --cassette');
  });

  test('lists the others when one cannot be read, tells what is wrong, and fails', async () => {
    const directory = await tapes({ good: [refusal], bad: [refusal] });
    write(join(folderOf(directory, 'bad'), 'recording.har'), '{"log":');
    const { code, out, errors } = await listed(directory);
    expect(code).toBe(1);
    expect(out).toContain('good');
    expect(errors).toContain(folderOf(directory, 'bad'));
    expect(JSON.parse((await listed(directory, true)).out).problems).toHaveLength(1);
  });
});
