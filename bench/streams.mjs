/** Streams: one after the other without a pace, and thousands at once with one. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, fileOf, here, race, replyOf, start, startMock } from './support.mjs';

const DELTAS = 100;
const PACE = 20;
const body = ask({ stream: true, max_tokens: DELTAS });
const options = { chunk: 1, reply: `tokens:${DELTAS}` };

/** The events of a stream's text, one JSON string a line. */
const eventLines = (text) =>
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

export async function paced({ seconds }) {
  const mock = await startMock(options);
  const text = await replyOf(mock.url, body);
  mock.stop();
  const events = fileOf('events.txt', eventLines(text));
  const bodyFile = fileOf('stream.json', JSON.stringify(body));
  for (const streams of [1000, 2000]) {
    console.log(`\n${streams} streams at once, ${1000 / PACE} deltas a second each`);
    const p99 = {};
    for (const name of ['bare node:http', 'stuntdouble']) {
      const server =
        name === 'stuntdouble'
          ? await startMock({ ...options, tps: 1000 / PACE })
          : await start(join(here, 'bare-stream.mjs'), events);
      const result = JSON.parse(
        execFileSync(
          'taskset',
          [
            '-c',
            '1',
            process.execPath,
            join(here, 'stream-client.mjs'),
            server.url,
            streams,
            seconds * 3,
            bodyFile,
            PACE,
          ].map(String),
          { encoding: 'utf8' },
        ),
      );
      p99[name] = result.p99;
      const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;
      server.stop();
      console.log(
        `  ${name.padEnd(15)} gap between pieces: median ${result.p50} ms, 99th percentile ${result.p99} ms; failed ${result.failed}; ${result.pieces} pieces; ${memory.toFixed(0)} MB`,
      );
    }
    console.log(`  99th percentile: ${(p99['stuntdouble'] / p99['bare node:http']).toFixed(2)} of bare`);
  }
}
