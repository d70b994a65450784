/** The yardstick: bare `node:http` that parses the JSON body and writes a fixed reply. Usage: node bare.mjs <reply file> */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const reply = readFileSync(process.argv[2]);
createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString('utf8'));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': reply.length });
    response.end(reply);
  });
}).listen(0, '127.0.0.1', function listening() {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${this.address().port}` }));
});
