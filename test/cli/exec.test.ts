import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { createMock } from '../../src/mock.ts';
import { setVariables } from '../../src/testing/environment.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stuntdouble-exec-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs `stuntdouble exec` with these options and words in this process. */
function exec(...words: string[]) {
  return execHearing(() => undefined, ...words);
}

/** The same, for who waits for what is said on the terminal. */
async function execHearing(hear: (text: string) => void, ...words: string[]) {
  const errors: string[] = [];
  const error = (text: string): void => {
    errors.push(text);
    hear(text);
  };
  const terminal = { out: () => undefined, error };
  const code = await new Promise<number>((resolve) => {
    void createProgram('9.9.9', terminal, resolve).parseAsync(['node', 'stuntdouble', 'exec', ...words]);
  });
  return { code, errors };
}

/** The words that run a script in Node; `seen` is what it passed to `tell`. */
function script(body: string) {
  const file = join(folder, 'seen.json');
  const lines = [
    `const tell = (value) => require('node:fs').writeFileSync(${JSON.stringify(file)}, JSON.stringify(value));`,
    "const say = (content) => fetch(process.env.ANTHROPIC_BASE_URL + '/v1/messages', { method: 'POST', headers: {",
    "  'content-type': 'application/json', 'anthropic-version': '2023-06-01', 'x-api-key': process.env.ANTHROPIC_API_KEY },",
    "  body: JSON.stringify({ model: 'claude-sonnet-4-6', max_tokens: 100, messages: [{ role: 'user', content }] }) });",
    `(async () => { ${body} })();`,
  ];
  return {
    words: ['--', process.execPath, '-e', lines.join('\n')],
    seen: () => JSON.parse(readFileSync(file, 'utf8')) as unknown,
  };
}

function stubFile(): string {
  const file = join(folder, 'stubs.yaml');
  writeFileSync(file, 'stubs:\n  - name: greeting\n    when: { text: hello }\n    respond: { text: Hi there }\n');
  return file;
}

describe('stuntdouble exec', () => {
  test.each([
    [['--mode', 'auto'], { key: 'real', base: true }],
    [['--mode', 'replay'], { key: 'mock', base: true }],
  ])('leaves the command its own key where it may record: %j', async (options, expected) => {
    const restore = setVariables({ ANTHROPIC_API_KEY: 'real' });
    onTestFinished(restore);
    const { words, seen } = script(
      'const { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: url } = process.env; tell({ key, base: /127.0.0.1/.test(url) });',
    );
    const { code } = await exec(...options, '--cassettes', folder, ...words);
    expect(code).toBe(0);
    expect(seen()).toEqual(expected);
  });

  test('tells how much was recorded, and how much came from a cassette', async () => {
    const upstream = createMock();
    const { url } = await upstream.listen({ port: 0 });
    const run = (mode: string) => {
      const options = [
        '--mode',
        mode,
        '--cassettes',
        folder,
        '--cassette',
        'rivers',
        '--upstream',
        url,
        '--record-in-ci',
      ];
      return exec(...options, ...script("await (await say('Rivers')).text();").words);
    };
    const first = await run('auto');
    await upstream.close();
    const second = await run('auto');
    expect(first.errors.at(-1)).toMatch(/^stuntdouble: 1 request, \d+\+\d+ tokens, 1 recorded$/);
    expect(second.errors.at(-1)).toMatch(/^stuntdouble: 1 request, \d+\+\d+ tokens, 1 replayed$/);
  });

  test('leads the command to a server of its own, whatever keys are set', async () => {
    process.env['ANTHROPIC_AUTH_TOKEN'] = 'real';
    process.env['OPENROUTER_API_KEY'] = 'real';
    const { words, seen } = script('tell({ ...process.env })');
    expect(await exec(...words)).toEqual({ code: 0, errors: ['stuntdouble: 0 requests, 0+0 tokens'] });
    delete process.env['ANTHROPIC_AUTH_TOKEN'];
    delete process.env['OPENROUTER_API_KEY'];
    const environment = seen() as Record<string, string>;
    const url = environment['STUNTDOUBLE_URL'];
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(environment).toMatchObject({
      PATH: process.env['PATH'],
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_API_KEY: 'mock',
      OPENROUTER_BASE_URL: `${url}/api/v1`,
      OPENROUTER_API_KEY: 'mock',
    });
    expect(environment).not.toHaveProperty('ANTHROPIC_AUTH_TOKEN');
  });

  test('takes the options of serve, and tells in the end what was asked', async () => {
    const { words, seen } = script("tell((await (await say('Hello!')).json()).content[0].text); await say('');");
    const { code, errors } = await exec('--reply', 'text:Good day', '--api-key', 'sk-let-in', ...words);
    expect([code, seen()]).toEqual([0, 'Good day']);
    expect(errors).toEqual([expect.stringMatching(/^stuntdouble: 2 requests, \d+\+\d+ tokens, 1 refused$/)]);
  });

  test("exits with the command's code", async () => {
    expect((await exec(...script('process.exit(7)').words)).code).toBe(7);
  });

  test('exits with 128 and the number of the signal that ended the command', async () => {
    expect((await exec(...script("process.kill(process.pid, 'SIGKILL')").words)).code).toBe(137);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('passes %s on, and waits for the command', async (signal) => {
    const { words, seen } = script(
      `process.once('${signal}', () => { tell('told'); process.exit(3); });
       await say('ready'); setInterval(() => undefined, 1000);`,
    );
    const { isTTY } = process.stdin;
    process.stdin.isTTY = false;
    // The first line tells of the request, the second is the summary.
    let heard = 0;
    const hear = () => void (heard++ === 0 && process.emit(signal, signal));
    const { code, errors } = await execHearing(hear, '--log', 'json', ...words);
    process.stdin.isTTY = isTTY;
    expect([code, errors.length]).toEqual([3, 2]);
    expect(seen()).toBe('told');
  });

  test('exits with 127 when there is no such command', async () => {
    const { code, errors } = await exec('--', 'no-such-command-anywhere');
    expect([code, errors]).toEqual([127, ['stuntdouble exec: there is no command "no-such-command-anywhere".']]);
  });

  test('exits with 126 when it cannot be run', async () => {
    const { code, errors } = await exec('--', folder);
    expect(code).toBe(126);
    expect(errors[0]).toContain('cannot be run');
  });

  test('exits with 2 when there is no command, or an option is wrong', async () => {
    expect(await exec()).toEqual({
      code: 2,
      errors: [expect.stringContaining('no command given. Usage: stuntdouble exec')],
    });
    expect((await exec('--tps', 'fast', '--', 'true')).code).toBe(2);
  });

  test('exits with 1 when the port that was asked for is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, errors } = await exec('--port', String(port), '--', process.execPath, '-e', '');
    expect(code).toBe(1);
    expect(errors[0]).toContain(`port ${port} on 127.0.0.1 is taken`);
    other.close();
  });

  test('shows exchanges where the log is switched on', async () => {
    const { errors } = await exec('--log', 'json', ...script("await say('hello')").words);
    expect(JSON.parse(errors[0]!)).toMatchObject({ status: 200, dialect: 'anthropic' });
  });

  test('tells of stubs that were not used and requests that found none', async () => {
    const { code, errors } = await exec('--stubs', stubFile(), ...script("await say('good bye')").words);
    expect(code).toBe(0);
    expect(errors.join('\n')).toMatch(
      /1 request, \d+\+\d+ tokens, 1 without a stub; unused stubs: "greeting" \(.*stubs\.yaml/,
    );
  });

  test('fails because of them when asked, unless the command failed itself', async () => {
    const stubs = ['--stubs', stubFile()];
    const { words } = script("await say('good bye')");
    expect((await exec(...stubs, '--fail-on-unmatched', ...words)).code).toBe(1);
    expect((await exec(...stubs, '--fail-on-unused', ...words)).code).toBe(1);
    const hello = script("await say('hello')");
    expect((await exec(...stubs, '--fail-on-unmatched', '--fail-on-unused', ...hello.words)).code).toBe(0);
    const failing = script("await say('good bye'); process.exit(9)");
    expect((await exec(...stubs, '--fail-on-unmatched', ...failing.words)).code).toBe(9);
  });
});
