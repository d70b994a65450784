import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { drill as drillIn } from '../../src/cli/drill.ts';
import type { DrillReport } from '../../src/cli/drill-report.ts';
import { createProgram } from '../../src/cli/program.ts';
import { resolveOptions } from '../../src/resolve-options.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stuntdouble-drill-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs `stuntdouble drill` with these options and words in this process. */
async function drill(words: string[], hear: (text: string) => void = () => undefined) {
  const out: string[] = [];
  const errors: string[] = [];
  const error = (text: string): void => {
    errors.push(text);
    hear(text);
  };
  const terminal = { out: (text: string) => void out.push(text), error };
  const code = await new Promise<number>((end) => {
    void createProgram('9.9.9', terminal, end).parseAsync(['node', 'stuntdouble', 'drill', ...words]);
  });
  return { code, errors, out: out.join('\n') };
}

/** The report, and the outcomes by fault. */
async function drilled(...words: string[]) {
  const { code, out } = await drill(['--format', 'json', ...words]);
  const report = JSON.parse(out) as DrillReport;
  const told = report.runs.map(({ name, outcome, exit, requests, remark }) => [name, outcome, exit, requests, remark]);
  return { code, report, told };
}

const example = (name: string): string[] => ['--', process.execPath, resolve('examples/drill', name)];

/** A command that asks for JSON. */
function script(body: string): string[] {
  const ask = `const ask = (content = 'Hi', more) => fetch(process.env.OPENROUTER_BASE_URL + '/messages', { method: 'POST', headers: {
    'content-type': 'application/json', authorization: 'Bearer ' + process.env.OPENROUTER_API_KEY, ...more },
    body: JSON.stringify({ model: 'anthropic/claude-sonnet-4.6', max_tokens: 100, messages: [{ role: 'user', content }] }) });`;
  return ['--', process.execPath, '-e', `${ask} (async () => { ${body} })();`];
}

// Each of them starts processes, and other tests run at the same time.
describe('stuntdouble drill', { timeout: 60_000 }, () => {
  test('tells what a naive client survives, and which broken replies it takes for whole ones', async () => {
    const { code, told, report } = await drilled(
      '--faults',
      'error,close,no-stop,truncate(after=half-event),comments,tool-name',
      ...example('naive.mjs'),
    );
    expect(told).toEqual([
      ['error(type=rate_limit, retry-after=1s)', 'failed', 1, 1, ''],
      ['close(after=3 events)', 'failed', 1, 1, ''],
      ['no-stop', 'wrongly passed', 0, 1, 'the reply ends without message_stop, and was not asked for again'],
      ['truncate(after=half-event)', 'wrongly passed', 0, 1, expect.stringContaining('and was not asked for again')],
      ['comments(text=keep-alive)', 'survived', 0, 1, ''],
      ['tool-name(name=no_such_tool)', 'survived', 0, 1, 'the fault has no effect on such a reply'],
    ]);
    expect(report.clean).toMatchObject({ name: '(none)', outcome: 'survived', exit: 0, requests: 1 });
    expect(report.runs[0]!.output).toContain('status 429');
    expect(report.runs[0]!.verdicts).toMatchObject([{ name: 'not-retried' }]);
    expect(code).toBe(1);
  });

  test("tells how Anthropic's SDK mends refusals by asking again, each run for itself", async () => {
    const faults = 'error(type=529, retry-after=0s),garbage,no-stop,bom';
    const { code, told } = await drilled('--parallel', '2', '--faults', faults, ...example('sdk.mjs'));
    expect(told.map(([, ...rest]) => rest)).toEqual([
      ['survived', 0, 2, ''],
      ['survived', 0, 2, ''],
      ['failed', 1, 1, ''],
      ['survived', 0, 1, ''],
    ]);
    expect(code).toBe(1);
  });

  test('a client that asks again for a broken reply survives; with --always it does not', async () => {
    const again = script(
      'for (let n = 0; n < 3; n++) try { JSON.parse(await (await ask()).text()); break; } catch { }',
    );
    expect(await drilled('--faults', 'truncate', ...again)).toMatchObject({
      code: 0,
      told: [['truncate(after=100 bytes)', 'survived', 0, 2, '']],
    });
    expect(await drilled('--faults', 'truncate', '--always', ...again)).toMatchObject({
      code: 1,
      told: [['truncate(after=100 bytes)', 'wrongly passed', 0, 3, expect.stringContaining('is JSON that breaks off')]],
    });
  });

  test('another question does not mend the broken answer to the first', async () => {
    const { told } = await drilled('--faults', 'truncate', ...script("await ask('one'); await ask('two');"));
    expect(told).toMatchObject([['truncate(after=100 bytes)', 'wrongly passed', 0, 2, expect.anything()]]);
  });

  test('nor does a refusal', async () => {
    const refused = script("await ask(); await ask('Hi', { 'x-mock-fault': 'error' });");
    const { told } = await drilled('--faults', 'truncate', ...refused);
    expect(told).toMatchObject([['truncate(after=100 bytes)', 'wrongly passed', 0, 2, expect.anything()]]);
  });

  test('a refusal that a client did without is no wrong pass, but it is told', async () => {
    const { code, told } = await drilled('--faults', 'error', ...script('await ask();'));
    expect([code, told[0]]).toEqual([0, [expect.anything(), 'survived', 0, 1, 'got no whole reply, and did without']]);
  });

  test('nothing is said of a client that left before the end', async () => {
    const leaving = script('await (await ask()).body.getReader().read(); process.exit(0);');
    expect(await drilled('--faults', 'hang(after=100 bytes)', ...leaving)).toMatchObject({
      code: 0,
      told: [['hang(after=100 bytes)', 'survived', 0, 1, 'got no whole reply, and did without']],
    });
  });

  test('kills what hangs, with its children', async () => {
    // Children that are gone have left here, too.
    const closed: Promise<unknown>[] = [];
    const server = createServer((socket) =>
      closed.push(
        once(
          socket.resume().on('error', () => undefined),
          'close',
        ),
      ),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const waiting = script(
      `const child = require('node:child_process').spawn(process.execPath,
         ['-e', "require('node:net').connect(${port}, '127.0.0.1', () => console.log('there'))"]);
       await new Promise((there) => child.stdout.once('data', there));
       await (await ask()).text(); child.kill();`,
    );
    const { code, told, report } = await drilled('--timeout', '3s', '--faults', 'hang', ...waiting);
    expect([code, told]).toEqual([1, [['hang(after=headers)', 'hung', null, 1, '']]]);
    expect(report.runs[0]!.milliseconds).toBeGreaterThanOrEqual(2990);
    expect(closed).toHaveLength(2);
    await Promise.all(closed);
    server.close();
  });

  test('stops when the command fails without any fault, sends nothing, or does not exist', async () => {
    const failing = await drill(['--faults', 'bom', ...script("console.log('no luck'); process.exit(3);")]);
    expect(failing).toMatchObject({ code: 1, out: '' });
    expect(failing.errors.at(-1)).toBe(
      'no luck\nstuntdouble drill: without any fault the command fails (exit 3). Mend that first.',
    );
    const silent = await drill(['--faults', 'bom', ...script('')]);
    expect(silent.code).toBe(1);
    expect(silent.errors.at(-1)).toMatch(/sent no request to the mock/);
    const missing = await drill(['--faults', 'bom', '--', 'no-such-command-anywhere']);
    expect(missing.code).toBe(1);
    expect(missing.errors.at(-1)).toMatch(/"no-such-command-anywhere" cannot be run.*\n.*exit 127/);
    const folders = await drill(['--faults', 'bom', '--', folder]);
    expect(folders.errors.at(-1)).toMatch(/exit 126/);
  });

  test('repeats a drill from its plan file and seed, and writes the report where it is told to', async () => {
    const plan = join(folder, 'plan.yaml');
    const report = join(folder, 'report.xml');
    const faults = 'bom,latency(for=1ms, jitter=0.5)';
    const words = script('await (await ask()).text();');
    const first = await drill(['--seed', 'x1', '--faults', faults, '--plan-out', plan, ...words]);
    const second = await drill([
      ...['--seed', 'x1', '--faults', plan, '--format', 'junit', '--output', report],
      ...words,
    ]);
    const wanted = (text: string) => text.slice(text.indexOf('seed:'));
    expect(wanted(first.out)).toBe(
      [
        'seed: "x1"',
        'plan:',
        '  - {"name":"bom","faults":"bom","next":1}',
        '  - {"name":"latency(for=1ms, jitter=0.5)","faults":"latency(for=1ms, jitter=0.5)","next":1}',
      ].join('\n'),
    );
    expect(wanted(second.out)).toBe(wanted(first.out));
    expect(second.errors[0]).toMatch(/^stuntdouble drill: seed "x1", 2 faults, /);
    expect(readFileSync(report, 'utf8')).toMatch(/^<\?xml .* tests="2" failures="0".*<\/testsuites>\n$/s);
  });

  test('shows the matrix when the report cannot be written', async () => {
    const { code, out, errors } = await drill(['--faults', 'bom', '--output', folder, ...script('await ask();')]);
    expect([code, out]).toEqual([2, expect.stringContaining('1 fault: 1 survived')]);
    expect(errors.at(-1)).toMatch(/^stuntdouble drill: --output: EISDIR/);
  });

  test('shows a bar instead of lines where somebody looks, and leaves nothing of it', async () => {
    const [, ...words] = script('await (await ask()).text();');
    const flags = { faults: 'bom,truncate', timeout: '60s', parallel: '1', format: 'markdown' };
    const errors: string[] = [];
    const screen: string[] = [];
    const terminal = { out: () => undefined, error: (text: string) => void errors.push(text) };
    const stream = { isTTY: true, columns: 80, write: (text: string) => void screen.push(text) };
    vi.stubEnv('TERM', 'xterm');
    expect(await drillIn(words, flags, resolveOptions({ port: 0 }), terminal, stream)).toBe(1);
    vi.unstubAllEnvs();
    expect(errors).toEqual([
      expect.stringMatching(/^stuntdouble drill: seed/),
      expect.stringMatching(/^\[0\/2\] \(none\)/),
    ]);
    expect(screen).toEqual([
      '\r\u001b[2K[........................] 0/2',
      '\r\u001b[2K[############............] 1/2 bom: survived',
      '\r\u001b[2K[########################] 2/2 truncate(after=100 bytes): wrongly passed',
      '\r\u001b[2K',
    ]);
  });

  test('ends its command when it is told to end', async () => {
    const stop = (text: string): void => {
      // After the clean run, which shows that the mock is there.
      if (text.startsWith('[0/')) setImmediate(() => process.emit('SIGTERM', 'SIGTERM'));
    };
    const { code, out } = await drill(['--faults', 'hang', ...script('await (await ask()).text();')], stop);
    expect([code, out]).toEqual([143, '']);
  });

  test('exits with 2 when there is no command, or an option is wrong', async () => {
    const words = script('');
    for (const [wrong, told] of [
      [['--faults', 'bom'], 'no command given'],
      [['--faults', 'bmo', ...words], 'no fault is called "bmo"'],
      [['--timeout', 'soon', ...words], '--timeout: expected a time'],
      [['--timeout', '0s', ...words], '--timeout: expected a time'],
      [['--parallel', '0', ...words], '--parallel: expected a whole number'],
      [['--format', 'xml', ...words], '--format: expected text, json, junit or markdown'],
      [['--plan-out', folder, ...words], '--plan-out: EISDIR'],
      [['--port', 'x', ...words], 'port'],
    ] as const) {
      const { code, errors } = await drill([...wrong]);
      expect([code, errors[0]]).toEqual([2, expect.stringContaining(told)]);
    }
  });
});
