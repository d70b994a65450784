/** What the benchmarks share: servers on core 0, load on core 1, and medians. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const here = import.meta.dirname;
export const program = join(here, '../dist/main.js');
export const HEADERS = { 'content-type': 'application/json', 'x-api-key': 'bench', 'anthropic-version': '2023-06-01' };

const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-bench-'));

/** A plain request; `NUMBER` is what ever-new prompts replace. */
export const ask = (changes = {}) => ({
  model: 'claude-sonnet-4-6',
  max_tokens: 400,
  messages: [{ role: 'user', content: 'Tell me three facts about rivers, request NUMBER.' }],
  ...changes,
});

export function needTools() {
  for (const tool of ['wrk', 'taskset']) {
    if (spawnSync('which', [tool]).status !== 0)
      throw new Error(`${tool} is missing. On Debian: apt-get install wrk util-linux`);
  }
}

/** The path of a file with this text. */
export function fileOf(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Starts a server on core 0. Its first line of output says where it listens; the rest is thrown away. */
export async function start(...args) {
  const server = spawn('taskset', ['-c', '0', process.execPath, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(server.stdout), 'line');
  server.stdout.resume();
  return { url: JSON.parse(line).url, pid: server.pid, stop: () => server.kill('SIGKILL') };
}

let lastPort = 20_000 + (process.pid % 20_000);

/** Stunt Double as a program, without a log, on a port of its own. */
export async function startProgram(...options) {
  const port = ++lastPort;
  const args = [program, '--port', String(port), '--log', 'silent', ...options];
  const server = spawn('taskset', ['-c', '0', process.execPath, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (server.exitCode !== null) throw new Error('the program ended at its start');
    const answered = await replyOf(url, ask()).then(
      () => true,
      () => false,
    );
    if (answered) return { url, pid: server.pid, stop: () => server.kill('SIGKILL') };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Stunt Double as a library, with options. */
export const startMock = (options = {}) => start(join(here, 'mock.mjs'), JSON.stringify(options));

/** The text of a reply, which must be a 200. */
export async function replyOf(url, body, headers = {}) {
  const reply = await fetch(`${url}/v1/messages`, {
    method: 'POST',
    headers: { ...HEADERS, ...headers },
    body: JSON.stringify(body),
  });
  const text = await reply.text();
  if (reply.status !== 200) throw new Error(text);
  return text;
}

/** Requests a second, by wrk with one thread and 32 connections on core 1. */
export function load(url, bodyFile, { seconds, fresh = false }) {
  const out = execFileSync(
    'taskset',
    ['-c', '1', 'wrk', '-t1', '-c32', `-d${seconds}s`, '-s', join(here, 'post.lua'), `${url}/v1/messages`],
    { env: { ...process.env, BODY: bodyFile, FRESH: fresh ? '1' : '0' }, encoding: 'utf8' },
  );
  const [, requests, failed, took] = /RESULT (\d+) (\d+) ([\d.]+)/.exec(out);
  if (Number(failed) > 0) throw new Error(`${failed} of ${requests} requests to ${url} failed`);
  return Number(requests) / Number(took);
}

export const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

/** Lets servers take turns, prints their rates as ratios to the first, and gives them back. Two unmeasured rounds warm the compilers. */
export function race(title, servers, bodyFile, { seconds, rounds, fresh }) {
  const rates = new Map(Object.keys(servers).map((name) => [name, []]));
  for (let round = -1; round <= rounds; round++) {
    for (const [name, { url }] of Object.entries(servers)) {
      const rate = load(url, bodyFile, { seconds, fresh });
      if (round > 0) rates.get(name).push(rate);
    }
  }
  for (const { stop } of Object.values(servers)) stop();
  const medians = Object.fromEntries([...rates].map(([name, list]) => [name, median(list)]));
  const [bare] = Object.values(medians);
  console.log(`\n${title}`);
  for (const [name, rate] of Object.entries(medians)) {
    console.log(
      `  ${name.padEnd(15)} ${String(Math.round(rate)).padStart(7)} requests/s   ${(rate / bare).toFixed(2)} of bare`,
    );
  }
  return medians;
}
