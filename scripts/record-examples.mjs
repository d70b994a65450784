/**
 * Records the example cassettes anew, through the proxy. No real service is reachable from everywhere, so the upstream is a second
 * Stunt Double, and every recording says so. Usage: npm run build && node scripts/record-examples.mjs
 */
import { rm } from 'node:fs/promises';
import { editCassette } from '../dist/cassettes/store/edit-cassette.js';
import { folderOf } from '../dist/cassettes/store/folder-of.js';
import { createMock } from '../dist/index.js';

const COMMENT = 'Example. The upstream was a second Stunt Double, not a real service.';
const HEADERS = { 'content-type': 'application/json', 'x-api-key': 'mock', 'anthropic-version': '2023-06-01' };
const cassettes = new URL('../cassettes', import.meta.url).pathname;

const weather = {
  name: 'get_weather',
  description: 'Current weather of a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const guide = 'The Douro rises in Spain. It meets the sea in Porto. Its valley grows port wine.';
const user = (content) => ({ role: 'user', content });
const ask = (content, changes = {}) => ({
  model: 'claude-sonnet-4-6',
  max_tokens: 2000,
  messages: [user(content)],
  ...changes,
});

/**
 * Sends a body, and gives back the message of a reply that is one.
 *
 * @param fault spoils the reply of the upstream, which the headers for the mock in between do not reach
 */
async function send(url, body, fault) {
  upstream.clearFaults();
  if (fault) upstream.fault(fault);
  const reply = await fetch(`${url}/v1/messages`, { method: 'POST', headers: HEADERS, body: JSON.stringify(body) });
  const text = await reply.text().catch(() => '');
  return body.stream ? undefined : JSON.parse(text);
}

/** What each cassette holds: requests, one after the other. */
const EXAMPLES = {
  async 'tool-loop'(url) {
    const tools = [weather];
    const first = ask('What is the weather in Lisbon?', { tools });
    const { content } = await send(url, first);
    const results = content
      .filter(({ type }) => type === 'tool_use')
      .map(({ id }) => ({ type: 'tool_result', tool_use_id: id, content: '21 degrees, sunny' }));
    const messages = [...first.messages, { role: 'assistant', content }, user(results)];
    await send(url, { ...first, messages, stream: true });
  },
  async thinking(url) {
    const thinking = { type: 'enabled', budget_tokens: 1024 };
    await send(
      url,
      ask('How many bridges cross the Douro in Porto?', { model: 'claude-opus-4-5', thinking, stream: true }),
    );
  },
  async citations(url) {
    const source = { type: 'text', media_type: 'text/plain', data: guide };
    const document = { type: 'document', source, title: 'Guide', citations: { enabled: true } };
    await send(url, ask([document, { type: 'text', text: 'Where does the Douro meet the sea?' }]));
  },
  async error(url) {
    await send(url, ask('Anybody there?'), 'error(type=overloaded, retry-after=2s)');
    await send(url, { model: 'claude-sonnet-4-6', messages: [user('No max_tokens.')] });
  },
  async 'broken-stream'(url) {
    const stream = true;
    await send(url, ask('Tell me about the Douro.', { stream }), 'error-event(type=overloaded, after=6 events)');
    await send(url, ask('Tell me about the Tagus.', { stream }), 'reset(after=6 events)');
  },
};

const upstream = createMock({ ttft: 150, tps: 80, seed: 'examples' }, { ci: false });
const { url: origin } = await upstream.listen({ port: 0 });
const recorder = createMock({ mode: 'record', cassettes, upstream: [origin], keepBroken: true }, { ci: false });
const { url } = await recorder.listen({ port: 0 });
for (const [name, record] of Object.entries(EXAMPLES)) {
  await rm(folderOf(cassettes, name), { recursive: true, force: true });
  recorder.setOptions({ cassette: name });
  await record(url);
  const comment = (recording) => ({ ...recording, comment: COMMENT });
  const { recordings } = await editCassette(cassettes, name, (all) => all.map(comment), { private: false });
  console.log(`${name}: ${recordings.length}`);
}
await recorder.close();
await upstream.close();
