import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MessagesRequest } from '../../src/message/request.ts';
import { REDACTION_TRIGGER } from '../../src/synthesis/hear.ts';
import { anyText } from '../support/messages.ts';
import { adaptive, answer, answered, ask, model, textOf, tool, weather } from './ask.ts';

const thinking = { type: 'enabled', budget_tokens: 1024 } as const;
const person = {
  type: 'object',
  properties: { note: { type: 'string' }, name: { type: 'string' }, age: { type: 'integer' } },
  required: ['name', 'age'],
  additionalProperties: false,
};

describe('an invented answer', () => {
  test('to a question is text about it', async () => {
    const draft = await answer(ask('What is the capital of France?'));
    expect(draft.content).toEqual([{ type: 'text', text: expect.stringContaining('France') }]);
    expect(draft).toMatchObject({ stop_reason: 'end_turn', stop_sequence: null });
  });

  test('calls the tool that fits, with no id yet', async () => {
    const draft = await answer(
      ask('What is the weather in Paris?', { tools: [weather], tool_choice: { type: 'any' } }),
    );
    expect(draft.content).toEqual([{ type: 'tool_use', id: '', name: 'get_weather', input: { location: 'Paris' } }]);
    expect(draft.stop_reason).toBe('tool_use');
  });

  test('calls it twice for two things', async () => {
    const draft = await answer(ask('The weather in Paris and London?', { tools: [weather] }));
    const inputs = draft.content.flatMap((block) => (block.type === 'tool_use' ? [block.input] : []));
    expect(inputs).toEqual([{ location: 'Paris' }, { location: 'London' }]);
  });

  test('calls client tools by their own shapes', async () => {
    const call = async (type: string, text: string) =>
      (await answer(ask(text, { tools: [{ type, name: 't' }], tool_choice: { type: 'any' } }))).content[0];
    expect(await call('bash_20250124', 'Run `npm test`')).toMatchObject({ input: { command: 'npm test' } });
    expect(await call('bash_20250124', 'Do something')).toMatchObject({ input: { command: expect.any(String) } });
    expect(await call('text_editor_20250728', 'Look into src/main.ts')).toMatchObject({
      input: { command: 'view', path: 'src/main.ts' },
    });
    expect(await call('computer_20250124', 'Look around')).toMatchObject({ input: { action: 'screenshot' } });
    expect(await call('computer_20250124', 'Click ok')).toMatchObject({
      input: { action: 'left_click', coordinate: [expect.any(Number), expect.any(Number)] },
    });
    expect(await call('memory_20250818', 'What do you know?')).toMatchObject({
      input: { command: 'view', path: '/memories' },
    });
    expect(await call('memory_20250818', 'Remember that Anna likes tea')).toMatchObject({
      input: { command: 'create', path: '/memories/anna.md' },
    });
  });

  test('tells a tool result, and ends the loop', async () => {
    expect(textOf(await answer(answered('15 degrees and sunny')))).toContain('15 degrees and sunny');
    const failed = textOf(await answer(answered('station offline', {}, true)));
    expect(failed).toContain('error');
    expect(failed).toContain('station offline');
  });

  test('fills a JSON format, required properties first', async () => {
    const draft = await answer(ask('Extract', { output_config: { format: { type: 'json_schema', schema: person } } }));
    expect(draft.content).toHaveLength(1);
    const value = JSON.parse(textOf(draft));
    expect(Object.keys(value).slice(0, 2)).toEqual(['name', 'age']);
    expect(value).toMatchObject({ name: expect.any(String), age: expect.any(Number) });
  });

  test('refuses a format or a tool that nothing satisfies, and names it', async () => {
    const schema = { type: 'object', properties: { a: { type: 'integer', minimum: 2, maximum: 1 } }, required: ['a'] };
    await expect(answer(ask('Hi', { output_config: { format: { type: 'json_schema', schema } } }))).rejects.toThrow(
      'output_config.format.schema: ',
    );
    const tools = [weather, { name: 'bad', input_schema: schema }];
    await expect(answer(ask('Hi', { tools, tool_choice: { type: 'tool', name: 'bad' } }))).rejects.toThrow(
      'tools.1.custom.input_schema: ',
    );
  });

  test('continues a prefill without repeating it', async () => {
    const prefilled = (content: string) =>
      answer(
        ask('', {
          messages: [
            { role: 'user', content: 'Tell me a story about dragons' },
            { role: 'assistant', content },
          ],
        }),
      );
    for (const given of ['Once upon a time', 'w', 'a', 'which depends', 'The dragons are']) {
      const text = textOf(await prefilled(given));
      expect(text.startsWith(given)).toBe(false);
      expect(text).toMatch(/dragons/);
    }
    expect(JSON.parse(`{${textOf(await prefilled('{'))}`)).toMatchObject({ topic: 'dragons' });
  });

  test('survives what the schemas allow to be null', async () => {
    const nothing = JSON.parse(
      '{"messages":null,"tools":null,"tool_choice":null,"thinking":null,"stop_sequences":null,"output_config":null}',
    );
    expect((await answer({ ...ask('Hi'), ...nothing })).content).toHaveLength(1);
  });

  test('is the same twice, and another for another request', async () => {
    const requests = ['Tell me about tea', 'Tell me about salt', 'Why is the sky blue?', 'Hello', 'Hello there'].map(
      (text) => ask(text, { thinking }),
    );
    const first = await Promise.all(requests.map((request) => answer(request)));
    const second = await Promise.all(requests.map((request) => answer(request)));
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(
      new Set(first.slice(0, 3).map((draft) => textOf(draft).replaceAll(/tea|salt|sky blue|sky|blue/gi, ''))).size,
    ).toBe(3);
  });
});

describe('thinking', () => {
  test('is shown and signed', async () => {
    const [block] = (await answer(ask('Why tea?', { thinking }))).content;
    expect(block).toMatchObject({ type: 'thinking', thinking: expect.stringContaining('tea') });
    expect(block).toMatchObject({ signature: `signed:${(block as { thinking: string }).thinking}` });
  });

  test('can be left out, but is paid for', async () => {
    const draft = await answer(ask('Why tea?'), adaptive);
    expect(draft.content[0]).toEqual({ type: 'thinking', thinking: '', signature: 'signed:' });
    expect(draft.usage.output_tokens_details?.thinking_tokens).toBeGreaterThan(5);
    expect(draft.usage.output_tokens).toBeGreaterThan(draft.usage.output_tokens_details!.thinking_tokens);
  });

  test('is redacted on demand', async () => {
    const [block] = (await answer(ask(REDACTION_TRIGGER, { thinking }))).content;
    expect(block).toEqual({ type: 'redacted_thinking', data: expect.stringMatching(/^redacted:\w/) });
  });

  test('that is cut is signed over what is left', async () => {
    const draft = await answer(ask('Why tea?', { thinking, max_tokens: 3 }));
    expect(draft.content).toEqual([{ type: 'thinking', thinking: expect.any(String), signature: expect.any(String) }]);
    const block = draft.content[0] as { thinking: string; signature: string };
    expect(block.signature).toBe(`signed:${block.thinking}`);
    expect(draft).toMatchObject({
      stop_reason: 'max_tokens',
      usage: { output_tokens: 3, output_tokens_details: { thinking_tokens: 3 } },
    });
  });

  test('stays below its budget', async () => {
    const draft = await answer(ask('Why tea?', { thinking: { type: 'enabled', budget_tokens: 6 } }));
    expect(draft.usage.output_tokens_details?.thinking_tokens).toBeLessThan(6);
  });

  test('that is on but has nothing to say counts zero', async () => {
    expect((await answer(answered('15', { thinking }))).usage.output_tokens_details).toEqual({ thinking_tokens: 0 });
    expect((await answer(ask('Hi'))).usage).not.toHaveProperty('output_tokens_details');
  });
});

describe('the ends of an answer', () => {
  test('max_tokens 0 answers nothing', async () => {
    expect(await answer(ask('Hi', { max_tokens: 0 }))).toMatchObject({
      content: [],
      stop_reason: 'max_tokens',
      usage: { output_tokens: 0 },
    });
  });

  const requests: fc.Arbitrary<MessagesRequest> = fc.constantFrom(
    ask('Write some Python code for sorting'),
    ask('The weather in Paris and London', {
      tools: [tool('get_weather', { location: {}, days: { type: 'integer' } })],
    }),
    ask('Extract', { output_config: { format: { type: 'json_schema', schema: person } } }),
    ask('Why tea?', { thinking }),
    answered('15 degrees'),
  );
  test('never cost more than max_tokens, and exactly that when cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        requests,
        fc.nat(120),
        fc.constantFrom(model(), adaptive),
        async (request, max_tokens, traits) => {
          const draft = await answer({ ...request, max_tokens }, traits);
          expect(draft.usage.output_tokens).toBeLessThanOrEqual(max_tokens);
          if (draft.stop_reason === 'max_tokens') expect(draft.usage.output_tokens).toBe(max_tokens);
          if (draft.content.length > 0) expect(draft.usage.output_tokens).toBeGreaterThanOrEqual(1);
          for (const block of draft.content) if (block.type === 'text') expect(block.text).not.toBe('');
        },
      ),
      { numRuns: 200 },
    );
  });

  test('never hold a stop sequence, and name the one that stopped them', async () => {
    const sequence = fc.oneof(fc.constantFrom('e', 'the', '\n', '. ', '"', 'a', 'Par'), anyText);
    await fc.assert(
      fc.asyncProperty(requests, fc.array(sequence, { maxLength: 4 }), async (request, stop_sequences) => {
        const draft = await answer({ ...request, stop_sequences });
        const real = stop_sequences.filter((one) => one !== '');
        for (const one of real) expect(textOf(draft).includes(one)).toBe(false);
        if (draft.stop_reason === 'stop_sequence') expect(real).toContain(draft.stop_sequence);
        else expect(draft.stop_sequence).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  test('are clean whatever the user writes', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.boolean(), async (text, asResult) => {
        const spoken = textOf(await answer(asResult ? answered(text) : ask(text)));
        expect(spoken).not.toBe('');
        expect(spoken).toBe(spoken.trim());
        expect(spoken).not.toMatch(/[^\P{C}\n\t]/u);
      }),
      { numRuns: 300 },
    );
  });

  test('bill input, output and no caches', async () => {
    const { usage } = await answer(ask('Hello'));
    expect(usage).toEqual({
      input_tokens: 8,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
      output_tokens: expect.any(Number),
      service_tier: 'standard',
    });
  });
});
