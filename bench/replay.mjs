/**
 * Replay: JSON and an unpaced stream out of a cassette, as ratios to bare `node:http` writing the same bytes, and what a folder of ten
 * thousand exchanges costs. The recordings are made through the proxy; the many are copies of one with other prompts.
 */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventLines } from './streams.mjs';
import { ask, fileOf, here, race, replyOf, start, startMock } from './support.mjs';

const MANY = 10_000;
const DELTAS = 100;
const STREAM = ask({ stream: true, max_tokens: DELTAS });

/** A folder with one cassette that holds the answer to `body`, recorded from a second mock. */
async function recorded(body) {
  const cassettes = mkdtempSync(join(tmpdir(), 'stuntdouble-bench-'));
  const upstream = await startMock({ chunk: 1, ...(body.stream ? { reply: `tokens:${DELTAS}` } : {}) });
  const recorder = await startMock({
    mode: 'record',
    cassette: 'one',
    cassettes,
    upstream: [upstream.url],
    recordInCi: true,
  });
  const reply = await replyOf(recorder.url, body);
  recorder.stop();
  upstream.stop();
  return { cassettes, reply };
}

/** Adds exchanges to its file that differ in their prompts. */
function multiply(cassettes) {
  const [folder] = readdirSync(cassettes);
  const file = join(cassettes, folder, 'recording.har');
  const har = JSON.parse(readFileSync(file, 'utf8'));
  const [entry] = har.log.entries;
  const text = JSON.stringify(entry);
  for (let number = 1; number < MANY; number++) {
    const copy = JSON.parse(text.replaceAll('NUMBER', `${number}`));
    copy._id = number.toString(16).padStart(32, '0');
    har.log.entries.push(copy);
  }
  writeFileSync(file, JSON.stringify(har, null, 2));
}

async function against(title, body, bareProgram, bareFile, settings) {
  const { cassettes, reply } = await recorded(body);
  const bare = await start(join(here, bareProgram), bareFile(reply));
  const one = await startMock({ mode: 'replay', cassettes });
  if ((await replyOf(one.url, body)) !== reply) throw new Error('the replay is not what was recorded');
  const many = await recorded(body);
  multiply(many.cassettes);
  const full = await startMock({ mode: 'replay', cassettes: many.cassettes });
  const began = performance.now();
  await replyOf(full.url, body);
  const loading = performance.now() - began;
  const servers = { 'bare node:http': bare, 'one recording': one, [`${MANY} recordings`]: full };
  race(`${title} (${reply.length} bytes)`, servers, fileOf('replay.json', JSON.stringify(body)), settings);
  console.log(`  ${MANY} exchanges are read with the first request, which took ${Math.round(loading)} ms`);
}

export async function replay(settings) {
  await against('Replayed JSON', ask(), 'bare.mjs', (reply) => fileOf('reply.json', reply), settings);
  const events = (reply) => fileOf('events.txt', eventLines(reply));
  await against(`Replayed stream of ${DELTAS} deltas`, STREAM, 'bare-stream.mjs', events, settings);
}
