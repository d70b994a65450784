import { once } from 'node:events';
import { createServer } from 'node:net';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { flagOf, OPTION_NAMES, variableOf } from '../../src/config.ts';

/** Runs the command line in this process. `line` resolves with the first line of output, `code` with the exit code. */
function run(...words: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  let said: (line: string) => void;
  const line = new Promise<string>((resolve) => {
    said = resolve;
  });
  const code = new Promise<number>((resolve) => {
    const terminal = {
      out(text: string) {
        out.push(text);
        said(text);
      },
      error: (text: string) => void errors.push(text),
    };
    void createProgram('9.9.9', terminal, resolve).parseAsync(['node', 'stuntdouble', ...words]);
  });
  return { out, errors, line, code };
}

const stop = () => process.emit('SIGTERM');

describe('stuntdouble', () => {
  test('serves by default, prints addresses to copy, and stops on SIGTERM with code 0', async () => {
    const { line, code } = run('--port', '0');
    const banner = await line;
    const url = /Stunt Double 9\.9\.9 on (http:\/\/127\.0\.0\.1:\d+)/.exec(banner)![1]!;
    expect(banner).toContain(`ANTHROPIC_BASE_URL=${url} ANTHROPIC_API_KEY=`);
    expect(banner).toContain(`ANTHROPIC_BASE_URL=${url}/api ANTHROPIC_AUTH_TOKEN=`);
    expect(banner).toContain('claude');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    stop();
    expect(await code).toBe(0);
  });

  test('writes one readable line per exchange', async () => {
    const { line, code, out } = run('serve', '--port', '0');
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await line)![0];
    await ask(url, 'hello');
    await ask(url, '');
    stop();
    await code;
    const [, answered, refused] = out.map(stripVTControlCharacters);
    expect(answered).toMatch(
      /^\d\d:\d\d:\d\d anthropic claude-sonnet-4-6 200 end_turn \d+\+\d+ tokens [\d.]+ ms synthetic$/,
    );
    expect(refused).toMatch(
      / anthropic claude-sonnet-4-6 400 [\d.]+ ms refusal messages\.0: all messages must have non-empty content/,
    );
  });

  test('writes JSON lines when asked', async () => {
    const { line, code, out } = run('--port', '0', '--log', 'json');
    const { url, event } = JSON.parse(await line);
    expect(event).toBe('listening');
    await ask(url, 'hello');
    stop();
    await code;
    expect(JSON.parse(out[1]!)).toMatchObject({
      dialect: 'anthropic',
      status: 200,
      stop_reason: 'end_turn',
      ended: 'completed',
      error: null,
    });
  });

  test('tells how many stubs are in use, after where it listens', async () => {
    const { line, code, out } = run('--port', '0', '--log', 'json', '--stubs', 'examples/stubs');
    expect(JSON.parse(await line).event).toBe('listening');
    stop();
    expect(await code).toBe(0);
    expect(JSON.parse(out[1]!)).toMatchObject({ event: 'stubs', stubs: expect.any(Number), problems: [] });
  });

  test('tells what is wrong with an option, and exits with 2', async () => {
    const { code, errors } = run('--port', 'http');
    expect(await code).toBe(2);
    expect(errors).toEqual(['stuntdouble: --port: expected a number, but got "http".\nSee stuntdouble --help.']);
  });

  test('takes faults for every reply, however many', async () => {
    const { line, code } = run(
      '--port',
      '0',
      '--fault',
      'truncate(after=50 bytes)',
      '--fault',
      'truncate(after=9 bytes)',
    );
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await line)![0];
    expect(await (await ask(url, 'hello')).text()).toHaveLength(9);
    stop();
    expect(await code).toBe(0);
  });

  test('tells when the port is taken, and exits with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, errors } = run('--port', String(port));
    expect(await code).toBe(1);
    expect(errors[0]).toContain(`port ${port} on 127.0.0.1 is taken. Choose another with --port`);
    other.close();
  });

  test.each([
    ['serv', 'there is no command "serv". Did you mean "serve"?'],
    ['check', 'checked with stuntdouble stubs check <path>.'],
    ['stubs/a.yaml', 'Stub files are served with --stubs <path>'],
  ])('tells that %s is no command, and what was meant', async (word, told) => {
    const { code, errors } = run(word);
    expect(await code).toBe(1);
    expect(errors[0]).toContain(told);
  });

  test('tells the defaults of exec as they are', () => {
    const [serve, exec] = createProgram(
      '9.9.9',
      { out: () => undefined, error: () => undefined },
      () => undefined,
    ).commands.map((command) => command.helpInformation().replace(/\s+/g, ' '));
    expect(serve).toContain('(default: 4010; env: STUNTDOUBLE_PORT)');
    expect(exec).toContain('(default: 0) --host');
    expect(exec).toContain('default: "silent")');
    expect(serve).not.toContain('preset');
  });

  test('lists every option with its variable in the help of serve', () => {
    const serve = createProgram('9.9.9', { out: () => undefined, error: () => undefined }, () => undefined)
      .commands[0]!;
    const help = serve.helpInformation().replace(/\s+/g, ' ');
    for (const name of OPTION_NAMES) {
      expect(help).toContain(`${flagOf(name)} `);
      expect(help).toContain(variableOf(name));
    }
  });
});

function ask(url: string, content: string): Promise<Response> {
  return fetch(`${url}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'k', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({ model: 'claude-sonnet-4-6', max_tokens: 100, messages: [{ role: 'user', content }] }),
  });
}
