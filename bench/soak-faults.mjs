/**
 * What faults leave behind: thousands of spoilt requests, whose clients leave when they are made to wait, and
 * then a count of what is still there. Needs Linux and a build.
 *
 *   node bench/soak-faults.mjs
 *   node bench/soak-faults.mjs --requests 2000
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FAULTS } from '../dist/faults/faults.js';
import { ask, HEADERS, here } from './support.mjs';

/** How much more there may be afterwards. What is not named must be back where it was, to the last one. */
const BOUNDS = { 'heap in use, MB': 2, 'buffers, MB': 1, 'resident memory, MB': 25 };

const CLIENTS = 64;
/** After which a client leaves, in milliseconds. Every eighth round of faults has patience for all that end by themselves. */
const IMPATIENT = 60;
const PATIENT = 3000;

const CALL = { tools: [{ name: 'look', input_schema: { type: 'object' } }], tool_choice: { type: 'any' } };
const SEARCH = {
  tools: [{ type: 'web_search_20250305', name: 'web_search' }],
  messages: [{ role: 'user', content: 'Search the web for news about rivers.' }],
};
/** What a request has to have, for the faults that need more than a question. */
const NEEDS = { 'tool-arguments': CALL, 'tool-name': CALL, injection: SEARCH };

/** The n-th request: every fault in turn, as JSON and as a stream, by either client, which leaves in either way. */
function requestOf(n) {
  const { name, example } = FAULTS[n % FAULTS.length];
  const round = Math.floor(n / FAULTS.length);
  return {
    body: JSON.stringify(ask({ ...NEEDS[name], stream: round % 2 === 1 })),
    headers: { ...HEADERS, 'x-mock-fault': example },
    send: round % 4 < 2 ? byHttp : bySocket,
    leave: round % 16 < 8 ? 'destroy' : 'resetAndDestroy',
    patience: round % 8 >= 6 && name !== 'hang' ? PATIENT : IMPATIENT,
  };
}

/** As clients do: connections are kept and used again. Resolves with how it ended. */
function byHttp(port, { body, headers, leave, patience }, agent) {
  return new Promise((resolve) => {
    const asking = request({ port, host: '127.0.0.1', path: '/v1/messages', method: 'POST', headers, agent });
    let how = 'broken off';
    const timer = setTimeout(() => {
      how = 'left';
      if (asking.socket?.connecting === false) asking.socket[leave]();
      else asking.destroy();
    }, patience);
    asking
      .on('error', () => undefined)
      .on('close', () => {
        clearTimeout(timer);
        resolve(how);
      });
    asking.on('response', (response) => {
      response
        .on('error', () => undefined)
        .on('end', () => {
          if (response.complete && how !== 'left') how = 'whole';
        });
      response.resume();
    });
    asking.end(body);
  });
}

/** A connection for each, and whatever comes over it is read until it ends. */
function bySocket(port, { body, headers, leave, patience }) {
  return new Promise((resolve) => {
    const all = { host: 'mock', connection: 'close', 'content-length': Buffer.byteLength(body), ...headers };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
    const socket = connect(port, '127.0.0.1');
    let how = 'broken off';
    const timer = setTimeout(() => {
      how = 'left';
      socket[leave]();
    }, patience);
    socket
      .on('error', () => undefined)
      .on('end', () => {
        how = 'whole';
      });
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(how);
    });
    socket.resume().write(`POST /v1/messages HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
  });
}

/** Sends the requests from the one number to the other, and waits for the last reply. Gives back how many ended how. */
async function load(port, from, to) {
  const agent = new Agent({ keepAlive: true });
  const ends = { whole: 0, 'broken off': 0, left: 0 };
  let next = from;
  const work = async () => {
    while (next < to) {
      const one = requestOf(next++);
      ends[await one.send(port, one, agent)]++;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, work));
  agent.destroy();
  return ends;
}

/** What the server has now, once it has noticed that everybody is gone. */
async function measure(server) {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  server.send('measure');
  const [{ exchanges, counts }] = await once(server, 'message');
  return { exchanges, counts: { 'file descriptors': readdirSync(`/proc/${server.pid}/fd`).length, ...counts } };
}

/** Prints what there was before and is now. Returns whether all of it is within the bounds. */
function compare(before, after) {
  let good = true;
  console.log(`  ${''.padEnd(32)}${'before'.padStart(10)}${'after'.padStart(10)}   bound`);
  for (const name of Object.keys({ ...before, ...after }).sort()) {
    const [was = 0, is = 0, more = 0] = [before[name], after[name], BOUNDS[name]];
    const within = is <= was + more;
    good &&= within;
    const cells = [was, is].map((value) => (name.endsWith('MB') ? value.toFixed(1) : String(value)).padStart(10));
    console.log(
      `  ${name.padEnd(32)}${cells.join('')}   ${more === 0 ? 'no more' : `+${more}`}${within ? '' : '   MISSED'}`,
    );
  }
  return good;
}

const { values } = parseArgs({ options: { requests: { type: 'string', default: '20000' } } });
const requests = Number(values.requests);
/** Whole rounds of all forms. They fill what is bounded: the journal holds 1,000 exchanges, the schedule of faults 10,000 changes. */
const warmUp = FAULTS.length * 16 * 20;
const server = fork(join(here, 'soak-faults-server.mjs'), { execArgv: ['--expose-gc'] });
const [{ port }] = await once(server, 'message');
console.log(
  `node ${process.version}, ${requests} requests with ${FAULTS.length} faults, after ${warmUp} to warm up, ${CLIENTS} clients`,
);
await load(port, 0, warmUp);
const before = await measure(server);
const started = performance.now();
const ends = await load(port, warmUp, warmUp + requests);
const seconds = (performance.now() - started) / 1000;
const after = await measure(server);
server.kill();
const told = (counts) =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
console.log(`  ${seconds.toFixed(0)} s. Replies, as the clients saw them: ${told(ends)}`);
console.log(`  as the server saw them: ${told(after.exchanges)}`);
const good = compare(before.counts, after.counts);
process.exitCode = good && after.exchanges.bugs === 0 ? 0 : 1;
