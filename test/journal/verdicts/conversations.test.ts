import { describe, expect, test } from 'vitest';
import { ask } from '../../support/wire.ts';
import { type Body, type Client, clientOf } from './client.ts';

const TOOL = { name: 'search', input_schema: { type: 'object', properties: { query: { type: 'string' } } } };
const QUESTION = { role: 'user', content: 'Search for rivers.' };

function result(id: string, content: string): object {
  return { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content }] };
}

describe('thinking-lost', () => {
  const asking = ask('anthropic', {
    max_tokens: 4000,
    messages: [QUESTION],
    tools: [TOOL],
    thinking: { type: 'enabled', budget_tokens: 2000 },
  });

  /** A client after its first reply, which thinks and calls a tool. */
  async function thinker(stream: boolean): Promise<{ client: Client; content: Record<string, unknown>[] }> {
    const client = await clientOf();
    client.mock.stub({
      when: { turn: 1 },
      respond: {
        content: [
          { type: 'thinking', thinking: 'Which river is the longest?' },
          { type: 'tool_use', id: 'toolu_7', name: 'search', input: { query: 'rivers' } },
        ],
      },
    });
    await client.send({ ...asking, stream });
    const content = structuredClone(client.mock.journal.get('1')!.response.message!.content);
    return { client, content: content as unknown as Record<string, unknown>[] };
  }

  function next(content: unknown, changes: Body = {}): Body {
    const messages = [QUESTION, { role: 'assistant', content }, result('toolu_7', 'The Nile.')];
    return { ...asking, messages, ...changes };
  }

  describe.each([true, false])('stream: %s', (stream) => {
    test('is found where the block is missing', async () => {
      const { client, content } = await thinker(stream);
      await client.send(next(content.slice(1)));
      expect(client.names()).toEqual(['thinking-lost']);
      expect(client.find('thinking-lost')?.evidence.map(({ id }) => id)).toEqual(['1', '2']);
    });

    test.each(['thinking', 'signature'])('is found where its %s was changed', async (key) => {
      const { client, content } = await thinker(stream);
      await client.send(next([{ ...content[0], [key]: 'something else' }, content[1]]));
      expect(client.names()).toEqual(['thinking-lost']);
    });

    test('is not where all came back, whatever marks the cache', async () => {
      const { client, content } = await thinker(stream);
      await client.send(next([content[0], { ...content[1], cache_control: { type: 'ephemeral' } }]));
      expect(client.names()).toEqual([]);
    });
  });

  test('is not where thinking was switched off', async () => {
    const { client, content } = await thinker(false);
    await client.send(next(content.slice(1), { thinking: { type: 'disabled' } }));
    expect(client.names()).toEqual([]);
  });

  test('is not where the tool loop is over: old thoughts may go', async () => {
    const { client, content } = await thinker(false);
    const { messages } = next(content.slice(1)) as { messages: object[] };
    const later = [...messages, { role: 'assistant', content: 'The Nile.' }, { role: 'user', content: 'Thanks.' }];
    await client.send({ ...asking, messages: later });
    expect(client.names()).toEqual([]);
  });
});

describe('orphan-tool-result', () => {
  const call = { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'search', input: {} }] };

  test('is found where no turn before it has the call', async () => {
    const client = await clientOf();
    await client.send(ask('anthropic', { messages: [QUESTION, call, result('toolu_2', 'x')], tools: [TOOL] }));
    expect(client.names()).toEqual(['orphan-tool-result']);
    expect(client.find('orphan-tool-result')?.evidence[0]).toMatchObject({ id: '1', note: '1 of them, of "toolu_2"' });
  });

  test('is not where the call is there', async () => {
    const client = await clientOf();
    await client.send(ask('anthropic', { messages: [QUESTION, call, result('toolu_1', 'x')], tools: [TOOL] }));
    expect(client.names()).toEqual([]);
  });
});

describe('endless-tool-loop', () => {
  function loop(turns: number, inputOf: (nth: number) => object, resultOf: (nth: number) => string): Body {
    const rounds = Array.from({ length: turns }, (_, nth) => [
      { role: 'assistant', content: [{ type: 'tool_use', id: `toolu_${nth}`, name: 'search', input: inputOf(nth) }] },
      result(`toolu_${nth}`, resultOf(nth)),
    ]);
    return ask('anthropic', { messages: [QUESTION, ...rounds.flat()], tools: [TOOL] });
  }

  test('is five turns of the same call with the same result, and told once however long it goes on', async () => {
    const client = await clientOf();
    for (const turns of [4, 5, 6, 7]) {
      await client.send(
        loop(
          turns,
          () => ({ query: 'rivers', page: 1 }),
          () => 'Nothing.',
        ),
      );
    }
    expect(client.names()).toEqual(['endless-tool-loop']);
    expect(client.find('endless-tool-loop')).toMatchObject({
      message: expect.stringContaining('search was called in 7 turns'),
      evidence: [{ id: '2' }, { id: '4', note: 'the latest: 7 turns' }],
    });
  });

  test.each<[string, Body]>([
    [
      'there are four',
      loop(
        4,
        () => ({}),
        () => 'Nothing.',
      ),
    ],
    [
      'the input changes',
      loop(
        8,
        (nth) => ({ page: nth }),
        () => 'Nothing.',
      ),
    ],
    [
      'the result changes: that is how clients poll',
      loop(
        8,
        () => ({}),
        (nth) => `${nth} % done`,
      ),
    ],
    [
      'others come between',
      loop(
        8,
        (nth) => ({ page: nth % 4 === 3 ? 'other' : 1 }),
        () => 'Nothing.',
      ),
    ],
  ])('is not where %s', async (_why, body) => {
    const client = await clientOf();
    await client.send(body);
    expect(client.names()).toEqual([]);
  });
});
