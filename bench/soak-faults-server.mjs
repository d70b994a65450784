/** The server of the soak of faults: tells its port, and on the message `measure` what there is in it. Needs --expose-gc. */
import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { queryObjects } from 'node:v8';
import { systemClock } from '../dist/clock.js';
import { Pacer } from '../dist/http/pacer.js';
import { createMock } from '../dist/index.js';

/** Waits on the clock of the mock that are neither over nor called off. */
const waits = new Set();
const clock = {
  ...systemClock,
  after(ms, callback) {
    const wait = {};
    waits.add(wait);
    const callOff = systemClock.after(ms, () => {
      waits.delete(wait);
      callback();
    });
    return () => {
      waits.delete(wait);
      callOff();
    };
  },
};

const exchanges = { requests: 0, completed: 0, 'client left': 0, fault: 0, 'with a fault': 0, bugs: 0 };
let http;
subscribe('http.server.request.start', ({ server }) => {
  http = server;
  exchanges.requests++;
});

const mock = createMock(
  { port: 0 },
  {
    clock,
    onBug(error) {
      exchanges.bugs++;
      console.error(error);
    },
  },
);
mock.onExchange(({ reply }, { ended }) => {
  exchanges[ended]++;
  if (reply.headers['x-mock-fault'] !== undefined || reply.opening === 'never') exchanges['with a fault']++;
});
const { port } = await mock.listen();
process.send({ port });

const listeners = (emitter) => emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
const MIB = 1024 * 1024;

/** How many there are in memory, whoever holds them; those that nobody holds are collected first. */
const living = (kind) => queryObjects(kind, { format: 'count' });

process.on('message', async () => {
  const connections = await new Promise((resolve) => http.getConnections((_error, count) => resolve(count)));
  for (let round = 0; round < 4; round++) {
    globalThis.gc();
    await new Promise(setImmediate);
  }
  const { heapUsed, rss, arrayBuffers } = process.memoryUsage();
  const counts = {
    connections,
    'waits on the clock': waits.size,
    'listeners: process': listeners(process),
    'listeners: server': listeners(http),
    'objects: sockets': living(Socket),
    'objects: requests': living(IncomingMessage),
    'objects: responses': living(ServerResponse),
    'objects: paced replies': living(Pacer),
    'heap in use, MB': heapUsed / MIB,
    'buffers, MB': arrayBuffers / MIB,
    'resident memory, MB': rss / MIB,
  };
  for (const kind of process.getActiveResourcesInfo()) counts[`active: ${kind}`] = (counts[`active: ${kind}`] ?? 0) + 1;
  process.send({ exchanges, counts });
});
