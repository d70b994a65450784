/** JSON replies, for a prompt that is repeated and for prompts that are ever new. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ask, fileOf, here, race, replyOf, start, startMock } from './support.mjs';

async function servers(bodyText) {
  const mock = await startMock();
  const reply = await replyOf(mock.url, JSON.parse(bodyText));
  const replyFile = fileOf('reply.json', reply);
  const others = {
    'bare node:http': await start(join(here, 'bare.mjs'), replyFile),
    'stock Express': await start(join(here, 'stock-express.mjs'), replyFile),
  };
  // A peer, where it is installed: `npm install --prefix bench`.
  const peer = existsSync(join(here, 'node_modules/@copilotkit/aimock'))
    ? { aimock: await start(join(here, 'aimock.mjs'), replyFile) }
    : {};
  return { size: reply.length, all: { ...others, ...peer, stuntdouble: mock } };
}

export async function json(settings) {
  const body = JSON.stringify(ask());
  for (const fresh of [false, true]) {
    const { size, all } = await servers(body);
    const title = fresh ? 'JSON, ever-new prompts' : `JSON, repeated prompt (reply ${size} bytes)`;
    race(title, all, fileOf('body.json', body), { ...settings, fresh });
  }
}
