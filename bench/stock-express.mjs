/** The same in stock Express with its own JSON parser. Usage: node stock-express.mjs <reply file> */
import { readFileSync } from 'node:fs';
import express from 'express';

const reply = readFileSync(process.argv[2], 'utf8');
const app = express();
app.use(express.json({ limit: '32mb' }));
app.post('/v1/messages', (request, response) => {
  if (!request.body) throw new Error('no body');
  response.type('application/json').send(reply);
});
app.listen(0, '127.0.0.1', function listening() {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${this.address().port}` }));
});
