import { describe, expect, test } from 'vitest';
import { ask } from '../../support/wire.ts';
import { type Body, type Client, clientOf } from './client.ts';

const QUESTION = { role: 'user', content: 'Tell me about rivers.' };
const MORE = { role: 'user', content: 'And lakes?' };
const TOOL = { name: 'search', input_schema: { type: 'object', properties: { query: { type: 'string' } } } };
const FIRST = ask('anthropic', { stream: true, messages: [QUESTION] });

function next(...messages: object[]): Body {
  return ask('anthropic', { messages: [QUESTION, ...messages], tools: [TOOL] });
}

function said(text: string): object {
  return { role: 'assistant', content: text };
}

async function talker(): Promise<Client> {
  const client = await clientOf();
  client.mock.stub({
    respond: { text: 'The Rhine rises in the Alps and ends in the North Sea, after 1,230 kilometres.' },
  });
  return client;
}

/** The text that left before the cut. */
function partial({ mock }: Client, id: string): string {
  const events = mock.journal.get(id)!.response.events!.map(({ event }) => event as { delta?: { text?: string } });
  return events.map(({ delta }) => delta?.text ?? '').join('');
}

describe.each([
  ['cut-stream-accepted', 'close(after=5 events)'],
  ['cut-stream-accepted', 'no-stop'],
  ['cut-stream-accepted', 'truncate(after=900 bytes)'],
  ['error-event-ignored', 'error-event(after=5 events)'],
])('%s, by %s', (name, fault) => {
  test('is found when what came of it is a turn later', async () => {
    const client = await talker();
    await client.send(FIRST, fault);
    const text = partial(client, '1');
    expect(text.length).toBeGreaterThan(5);
    await client.send(next(said(` ${text}`), MORE));
    await client.send(next(said(` ${text}`), MORE, said('Baikal.'), MORE));
    expect(client.names()).toEqual([name]);
    expect(client.find(name)?.evidence.map(({ id }) => id)).toEqual(['1', '2']);
  });

  test('is found however the same conversation is written', async () => {
    const client = await talker();
    await client.send(FIRST, fault);
    const marked = { type: 'text', text: QUESTION.content, cache_control: { type: 'ephemeral' } };
    const messages = [{ content: [marked], role: 'user' }, said(partial(client, '1')), MORE];
    await client.send(ask('anthropic', { messages }));
    expect(client.names()).toEqual([name]);
  });

  test('is not where the client went on from it, as with a prefill', async () => {
    const client = await talker();
    await client.send(FIRST, fault);
    await client.send(next(said(partial(client, '1'))));
    expect(client.names()).toEqual([]);
  });

  test('is not where a reply came whole, before or after', async () => {
    const client = await talker();
    await client.send(FIRST, fault);
    await client.send(FIRST);
    await client.send(next(said(partial(client, '1')), MORE));
    expect(client.names()).toEqual([]);
  });

  test('is not where the turn says something else, or nothing', async () => {
    const client = await talker();
    await client.send(FIRST, fault);
    await client.send(next(said('Sorry, I was cut off.'), MORE));
    await client.send(next({ role: 'assistant', content: [] }, MORE));
    expect(client.names()).toEqual([]);
  });
});

describe('cut-tool-call-used', () => {
  const asking = ask('anthropic', { stream: true, messages: [QUESTION], tools: [TOOL] });

  async function caller(): Promise<Client> {
    const client = await clientOf();
    client.mock.stub({
      when: { turn: 1 },
      respond: {
        content: [{ type: 'tool_use', id: 'toolu_7', name: 'search', input: { query: 'the longest river' } }],
      },
    });
    return client;
  }

  function used(result: object = {}): Body {
    const call = { type: 'tool_use', id: 'toolu_7', name: 'search', input: {} };
    const answer = { type: 'tool_result', tool_use_id: 'toolu_7', content: 'The Nile.', ...result };
    return next({ role: 'assistant', content: [call] }, { role: 'user', content: [answer] });
  }

  test.each(['tool-arguments(as=cut)', 'tool-arguments(as=invalid-json)'])(
    '%s in a stream that ends well',
    async (fault) => {
      const client = await caller();
      await client.send(asking, fault);
      await client.send(used());
      expect(client.names()).toEqual(['cut-tool-call-used']);
      expect(client.find('cut-tool-call-used')?.evidence.map(({ id }) => id)).toEqual(['1', '2']);
    },
  );

  test('a stream cut amid the arguments was also taken for whole', async () => {
    const client = await caller();
    await client.send(asking, 'close(after=half-argument)');
    await client.send(used());
    expect(client.names()).toEqual(['cut-stream-accepted', 'cut-tool-call-used']);
  });

  test('is not where the result is an error', async () => {
    const client = await caller();
    await client.send(asking, 'tool-arguments(as=cut)');
    await client.send(used({ is_error: true }));
    expect(client.names()).toEqual([]);
  });

  test('is not where the call came whole after all, nor where its arguments are merely wrong', async () => {
    const client = await caller();
    await client.send(asking, 'close(after=half-argument)');
    await client.send(asking);
    await client.send(used());
    expect(client.names()).toEqual([]);
    const other = await caller();
    await other.send(asking, 'tool-arguments(as=wrong-types)');
    await other.send(used());
    expect(other.names()).toEqual([]);
  });
});
