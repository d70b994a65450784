/**
 * Throughput and start, as ratios measured in one run. Needs Linux, two cores, wrk and taskset (Debian: `apt-get install wrk`).
 *
 *   npm run bench                     everything
 *   npm run bench -- --seconds 5      longer rounds
 *
 * Server and client are pinned to different cores; the candidates take turns in every round; the median of the rounds counts.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '3' },
    quick: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
const here = import.meta.dirname;
const program = join(here, '../dist/main.js');
const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-bench-'));

for (const tool of ['wrk', 'taskset']) {
  if (spawnSync('which', [tool]).status !== 0)
    throw new Error(`${tool} is missing. On Debian: apt-get install wrk util-linux`);
}

const HEADERS = { 'content-type': 'application/json', 'x-api-key': 'bench', 'anthropic-version': '2023-06-01' };
const ask = (changes) => ({
  model: 'claude-sonnet-4-6',
  max_tokens: 400,
  messages: [{ role: 'user', content: 'Tell me three facts about rivers, request NUMBER.' }],
  ...changes,
});

/** Starts a server on core 0. Its first line of output says where it listens; the rest is thrown away. */
async function start(args) {
  const server = spawn('taskset', ['-c', '0', process.execPath, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(server.stdout), 'line');
  server.stdout.resume();
  return { url: JSON.parse(line).url, stop: () => server.kill('SIGKILL') };
}

const startMock = () => start([join(here, 'mock.mjs')]);

function load(url, bodyFile, fresh) {
  const out = execFileSync(
    'taskset',
    ['-c', '1', 'wrk', '-t1', '-c32', `-d${seconds}s`, '-s', join(here, 'post.lua'), `${url}/v1/messages`],
    { env: { ...process.env, BODY: bodyFile, FRESH: fresh ? '1' : '0' }, encoding: 'utf8' },
  );
  const [, requests, failed, took] = /RESULT (\d+) (\d+) ([\d.]+)/.exec(out);
  if (Number(failed) > 0) throw new Error(`${failed} of ${requests} requests to ${url} failed`);
  return Number(requests) / Number(took);
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

async function compare(title, body, { fresh = false } = {}) {
  const bodyFile = join(folder, 'body.json');
  const replyFile = join(folder, 'reply.json');
  writeFileSync(bodyFile, JSON.stringify(body));
  const candidate = await startMock();
  const reply = await fetch(`${candidate.url}/v1/messages`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify(body),
  });
  const text = await reply.text();
  if (reply.status !== 200) throw new Error(text);
  writeFileSync(replyFile, text);
  const servers = {
    'bare node:http': await start([join(here, 'bare.mjs'), replyFile]),
    'stock Express': await start([join(here, 'stock-express.mjs'), replyFile]),
    stuntdouble: candidate,
  };
  const rates = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
  // Two unmeasured rounds warm the compilers.
  for (let round = -1; round <= rounds; round++) {
    for (const [name, { url }] of Object.entries(servers)) {
      const rate = load(url, bodyFile, fresh);
      if (round > 0) rates[name].push(rate);
    }
  }
  for (const { stop } of Object.values(servers)) stop();
  const bare = median(rates['bare node:http']);
  console.log(`\n${title} (reply ${text.length} bytes)`);
  for (const [name, list] of Object.entries(rates)) {
    console.log(
      `  ${name.padEnd(15)} ${String(Math.round(median(list))).padStart(7)} requests/s   ${(median(list) / bare).toFixed(2)} of bare`,
    );
  }
}

/** Milliseconds from starting the process to its first answered request, as a user starts it. */
async function startToFirstAnswer() {
  const body = JSON.stringify(ask({}));
  const times = [];
  for (let round = 0; round < 9; round++) {
    const port = 20_000 + ((process.pid + round * 7) % 20_000);
    const began = performance.now();
    const server = spawn(process.execPath, [program, '--port', String(port), '--log', 'silent'], { stdio: 'ignore' });
    for (;;) {
      try {
        const reply = await fetch(`http://127.0.0.1:${port}/v1/messages`, { method: 'POST', headers: HEADERS, body });
        await reply.text();
        break;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
    times.push(performance.now() - began);
    server.kill('SIGKILL');
    await once(server, 'exit');
  }
  const node = [];
  for (let round = 0; round < 9; round++) {
    const began = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    node.push(performance.now() - began);
  }
  console.log('\nProcess start to first answered request');
  console.log(
    `  stuntdouble     ${median(times).toFixed(0)} ms (median of ${times.length}; fastest ${Math.min(...times).toFixed(0)})`,
  );
  console.log(`  node -e 0       ${median(node).toFixed(0)} ms, start to exit`);
}

console.log(`node ${process.version}, ${rounds} rounds of ${seconds} s, server on core 0, wrk on core 1`);
await compare('JSON, repeated prompt', ask({}));
if (!values.quick) await compare('JSON, ever-new prompts', ask({}), { fresh: true });
if (!values.quick) await startToFirstAnswer();
