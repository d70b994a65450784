/** Starts the built program as a user would, talks to it with the official SDK in both styles, and stops it with SIGTERM. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import Anthropic from '@anthropic-ai/sdk';

const server = spawn(process.execPath, ['dist/main.js', '--port', '0', '--log', 'json', '--stubs', 'examples/stubs'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const [line] = await once(createInterface(server.stdout), 'line');
  const { url } = JSON.parse(line);
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
  server.kill('SIGTERM');
  const [code] = await once(server, 'exit');
  assert.equal(code, 0);
  console.log('stopped cleanly');
} finally {
  server.kill('SIGKILL');
}

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
