/**
 * Holds many streams open and measures the gap between the pieces that arrive on each.
 * Usage: node stream-client.mjs <url> <streams> <seconds> <body file> <pace in milliseconds>; prints one line of JSON.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [url, streams, seconds, bodyFile, pace] = process.argv.slice(2);
const { port } = new URL(url);
const body = readFileSync(bodyFile);
const head = Buffer.from(
  `POST /v1/messages HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\nx-api-key: bench\r\nanthropic-version: 2023-06-01\r\nx-pace: ${pace}\r\ncontent-length: ${body.length}\r\n\r\n`,
);
const REQUEST = Buffer.concat([head, body]);
const END = Buffer.from('\r\n0\r\n\r\n');

/** Gaps in tenths of a millisecond, as a histogram. */
const gaps = new Uint32Array(100_000);
let completed = 0;
let failed = 0;
let stopping = false;

function open() {
  let last = 0;
  const buffer = Buffer.allocUnsafe(64 * 1024);
  const socket = connect({
    port: Number(port),
    host: '127.0.0.1',
    noDelay: true,
    // One buffer per socket and no stream machinery: the client must not be the bottleneck.
    onread: {
      buffer,
      callback(length) {
        const now = performance.now();
        if (last > 0) gaps[Math.min(gaps.length - 1, Math.round((now - last) * 10))]++;
        last = now;
        if (length >= 5 && buffer.subarray(length - 5, length).equals(END.subarray(2))) {
          completed++;
          last = 0;
          if (stopping) socket.destroy();
          else socket.write(REQUEST);
        }
        return true;
      },
    },
  });
  socket.on('error', () => {
    if (!stopping) failed++;
  });
  socket.on('close', () => {
    if (!stopping) failed++;
  });
  socket.write(REQUEST);
}

function percentile(share) {
  const total = gaps.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (let i = 0; i < gaps.length; i++) {
    seen += gaps[i];
    if (seen >= total * share) return i / 10;
  }
  return Number.NaN;
}

// Streams begin spread over two seconds, as those of many users would; the gaps count from then on.
for (let i = 0; i < Number(streams); i++) setTimeout(open, (i / Number(streams)) * 2000);
setTimeout(() => gaps.fill(0), 3000);
setTimeout(
  () => {
    stopping = true;
    const pieces = gaps.reduce((sum, count) => sum + count, 0);
    console.log(JSON.stringify({ completed, failed, pieces, p50: percentile(0.5), p99: percentile(0.99) }));
    process.exit();
  },
  3000 + Number(seconds) * 1000,
);
