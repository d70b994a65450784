/** Starts the built program as a user would, talks to it with the official SDK in both styles, and stops it with SIGTERM. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import Anthropic from '@anthropic-ai/sdk';

/** The program with these options, once it listens. */
async function serve(...options) {
  const server = spawn(process.execPath, ['dist/main.js', '--port', '0', '--log', 'json', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(server.stdout), 'line');
  return { server, url: JSON.parse(line).url };
}

async function stop(server) {
  server.kill('SIGTERM');
  assert.deepEqual(await once(server, 'exit'), [0, null]);
}

const { server, url } = await serve('--stubs', 'examples/stubs');
try {
  for (const [baseURL, model] of [
    [url, 'claude-sonnet-4-6'],
    [`${url}/api`, 'anthropic/claude-sonnet-4.6'],
  ]) {
    const client = new Anthropic({ baseURL, apiKey: 'smoke', maxRetries: 0 });
    const ask = { model, max_tokens: 200, messages: [{ role: 'user', content: 'Name three rivers.' }] };
    const whole = await client.messages.create(ask);
    const streamed = await client.messages.stream(ask).finalMessage();
    assert.equal(whole.stop_reason, 'end_turn');
    assert.deepEqual(streamed.content, whole.content);
    assert.notEqual(streamed.id, whole.id);
    const refused = await client.messages.create({ ...ask, max_tokens: 'many' }).catch((error) => error);
    assert.equal(refused.status, 400);
    console.log(
      `${baseURL}: ${whole.usage.output_tokens} tokens, ${JSON.stringify(whole.content[0].text.slice(0, 60))}`,
    );
  }
  const client = new Anthropic({ baseURL: `${url}/t/smoke`, apiKey: 'smoke', maxRetries: 0 });
  const messages = [{ role: 'user', content: 'Hello!' }];
  const greeting = await client.messages.create({ model: 'claude-sonnet-4-6', max_tokens: 10, messages });
  assert.equal(greeting.content[0].text, 'Hi there');
  const { requests, total } = await (await fetch(`${url}/t/smoke/_mock/requests`)).json();
  assert.equal(total, 1);
  assert.equal(requests[0].stub.name, 'greeting');
  console.log('a stub of a file answers, and the journal of its session knows');
  await stop(server);
  console.log('stopped cleanly');
} finally {
  server.kill('SIGKILL');
}

// What one program records of another is replayed when that is gone, and the tools know it.
const cassettes = mkdtempSync(join(tmpdir(), 'stuntdouble-smoke-'));
const upstream = await serve('--seed', 'smoke');
const recorder = await serve(
  '--mode',
  'record',
  '--record-in-ci',
  '--cassettes',
  cassettes,
  '--upstream',
  upstream.url,
);
const question = {
  model: 'claude-opus-4-5',
  max_tokens: 3000,
  thinking: { type: 'enabled', budget_tokens: 1024 },
  messages: [{ role: 'user', content: 'Name three rivers.' }],
};
const heard = async ({ url: baseURL }) =>
  new Anthropic({ baseURL, apiKey: 'smoke', maxRetries: 0 }).messages.stream(question).finalMessage();
const recorded = await heard(recorder);
await stop(recorder.server);
await stop(upstream.server);
const player = await serve('--mode', 'replay', '--cassettes', cassettes);
assert.deepEqual(await heard(player), recorded);
await stop(player.server);
for (const tool of ['list', 'lint', 'scan']) {
  const run = spawn(process.execPath, ['dist/main.js', 'cassettes', tool, '--cassettes', cassettes], {
    stdio: 'ignore',
  });
  assert.deepEqual(await once(run, 'exit'), [0, null]);
}
rmSync(cassettes, { recursive: true });
console.log('a recorded stream is replayed');

// The README's example is run as it stands there, against the package as its users import it.
const [, example] = /```ts\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'));
const file = 'readme-example.mjs';
writeFileSync(file, `${example}\nexport default message;\n`);
try {
  const { default: message } = await import(pathToFileURL(file).href);
  assert.equal(message.type, 'message');
  console.log('the example of the README runs');
} finally {
  rmSync(file);
}

assert.deepEqual(await once(spawn(process.execPath, ['dist/main.js', 'stubs', 'check', 'examples/stubs']), 'exit'), [
  0,
  null,
]);
console.log('stubs check finds nothing wrong');

// `exec` leads a command to a server of its own and ends with its code.
const ask =
  "fetch(process.env.STUNTDOUBLE_URL + '/healthz').then(({ status }) => process.exit(status === 200 ? 42 : 1))";
const command = spawn(process.execPath, ['dist/main.js', 'exec', '--', process.execPath, '-e', ask], {
  stdio: 'ignore',
});
assert.deepEqual(await once(command, 'exit'), [42, null]);
console.log('exec runs a command');

// The CommonJS build of the kit for Jest, with what Jest puts into the global scope.
const hooks = {};
for (const name of ['beforeAll', 'afterAll', 'beforeEach', 'afterEach']) {
  globalThis[name] = (hook) => {
    hooks[name] = hook;
  };
}
globalThis.expect = { extend: () => undefined, getState: () => ({}) };
const mock = createRequire(import.meta.url)('stuntdouble/jest').useMock();
await hooks.beforeAll();
hooks.beforeEach();
mock.stub({ when: { jsonPath: { '$.max_tokens': 10 } }, respond: { text: 'Hi {{ request.model }}', template: true } });
const said = await new Anthropic().messages.create({
  model: 'claude-sonnet-4-6',
  max_tokens: 10,
  messages: [{ role: 'user', content: 'Hello!' }],
});
assert.match(said.content[0].text, /^Hi /);
hooks.afterEach();
await hooks.afterAll();
console.log('the kit for Jest works in CommonJS');
