/**
 * The yardsticks for streams, in bare `node:http`. Usage: node bare-stream.mjs <file with one event per line, as JSON strings>
 * Without pace it writes the bytes at once; with `x-pace: <milliseconds>` one event per interval.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const events = readFileSync(process.argv[2], 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const whole = Buffer.from(events.join(''));
const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8' };

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString('utf8'));
    response.writeHead(200, HEADERS);
    const pace = Number(request.headers['x-pace'] ?? 0);
    if (pace === 0) return response.end(whole);
    response.flushHeaders();
    let next = 0;
    const timer = setInterval(() => {
      response.write(events[next++]);
      if (next < events.length) return;
      clearInterval(timer);
      response.end();
    }, pace);
    response.on('close', () => clearInterval(timer));
  });
}).listen(0, '127.0.0.1', 4096, function listening() {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${this.address().port}` }));
});
