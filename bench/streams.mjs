/** Streams: one after the other without a pace, and thousands at once with one. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, fileOf, here, median, race, replyOf, start, startMock, startProgram } from './support.mjs';

const DELTAS = 100;
const PACE = 20;
const body = ask({ stream: true, max_tokens: DELTAS });
const options = { chunk: 1, reply: `tokens:${DELTAS}` };

/** The events of a stream's text, one JSON string a line. */
export const eventLines = (text) =>
  text
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => JSON.stringify(`${event}\n\n`))
    .join('\n');

export async function unpaced(settings) {
  const mock = await startMock(options);
  const text = await replyOf(mock.url, body);
  const deltas = text.split('event: content_block_delta').length - 1;
  const bare = await start(join(here, 'bare-stream.mjs'), fileOf('events.txt', eventLines(text)));
  const title = `Stream of ${deltas} deltas, not paced (${text.length} bytes)`;
  race(title, { 'bare node:http': bare, stuntdouble: mock }, fileOf('stream.json', JSON.stringify(body)), settings);
}

/** What a client sees of one server with so many streams open. */
async function observe(server, streams, seconds, bodyFile) {
  const client = [join(here, 'stream-client.mjs'), server.url, streams, seconds * 2, bodyFile, PACE].map(String);
  const seen = JSON.parse(execFileSync('taskset', ['-c', '1', process.execPath, ...client], { encoding: 'utf8' }));
  const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;
  server.stop();
  return { ...seen, memory };
}

export async function paced({ seconds, rounds }) {
  const mock = await startMock(options);
  const text = await replyOf(mock.url, body);
  mock.stop();
  const events = fileOf('events.txt', eventLines(text));
  const bodyFile = fileOf('stream.json', JSON.stringify(body));
  const servers = {
    'bare node:http': () => start(join(here, 'bare-stream.mjs'), events),
    // The program, which tells the engine how to collect garbage; a library leaves that to its host.
    stuntdouble: () => startProgram('--chunk', '1', '--reply', options.reply, '--tps', String(1000 / PACE)),
  };
  for (const streams of [1000, 2000]) {
    console.log(`\n${streams} streams at once, ${1000 / PACE} deltas a second each; medians of ${rounds} rounds`);
    const seen = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [name, run] of Object.entries(servers))
        seen[name].push(await observe(await run(), streams, seconds, bodyFile));
    }
    const of = (name, key) => median(seen[name].map((one) => one[key]));
    for (const name of Object.keys(servers)) {
      const failed = seen[name].reduce((sum, one) => sum + one.failed, 0);
      console.log(
        `  ${name.padEnd(15)} gap between pieces: median ${of(name, 'p50')} ms, 99th percentile ${of(name, 'p99')} ms; failed ${failed}; ${of(name, 'memory').toFixed(0)} MB`,
      );
    }
    console.log(`  99th percentile: ${(of('stuntdouble', 'p99') / of('bare node:http', 'p99')).toFixed(2)} of bare`);
  }
}
