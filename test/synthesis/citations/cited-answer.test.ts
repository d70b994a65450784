import { describe, expect, test } from 'vitest';
import type { MessagesRequest, RequestBlock } from '../../../src/message/request.ts';
import { DOCUMENTS } from '../../support/kinds.ts';
import { answer, ask, textOf } from '../ask.ts';

const given = (words: string, changes: Partial<MessagesRequest>, ...blocks: unknown[]) =>
  ask('', {
    messages: [{ role: 'user', content: [...blocks, { type: 'text', text: words }] as RequestBlock[] }],
    ...changes,
  });

describe('an answer from sources', () => {
  test('is text and cited text by turns, and cites what it says', async () => {
    for (const seed of ['river', 'rivers', 'a river', 'the rivers', 'silt']) {
      const { content } = await answer(given(`What about ${seed}?`, {}, DOCUMENTS.text, DOCUMENTS.result));
      for (const [i, block] of content.entries()) {
        if (block.type !== 'text') throw new Error('not text');
        expect(block.citations?.length ?? 0).toBe(i % 2);
        if (block.citations) expect(block.text).toBe(block.citations[0]!.cited_text);
      }
      expect(content.length).toBeGreaterThan(1);
    }
  });

  test('cites the passage that the question is about', async () => {
    const { content } = await answer(given('Do lakes flow?', {}, DOCUMENTS.text));
    expect(JSON.stringify(content)).toContain('"cited_text":"Lakes do not!"');
  });

  test('pays for its words and not for what it cites', async () => {
    const request = given(
      'What is long?',
      {},
      { ...DOCUMENTS.blocks, source: { type: 'content', content: [{ type: 'text', text: 'long '.repeat(900) }] } },
    );
    const draft = await answer(request);
    expect(textOf(draft).length).toBeLessThan(700);
    expect(draft.usage.output_tokens).toBeLessThan(150);
  });

  test('cites nothing with a JSON format, and nothing in a text that is cut', async () => {
    const format = { type: 'json_schema', schema: { type: 'object' } } as const;
    const structured = await answer(given('What do rivers do?', { output_config: { format } }, DOCUMENTS.text));
    expect(structured.content).toEqual([{ type: 'text', text: expect.stringMatching(/^\{/) }]);
    const short = await answer(given('What do rivers do?', { max_tokens: 8 }, DOCUMENTS.text));
    for (const block of short.content) expect(block).not.toHaveProperty('citations');
    const stopped = await answer(given('What do rivers do?', { stop_sequences: ['flow'] }, DOCUMENTS.text));
    expect(stopped).toMatchObject({ stop_reason: 'stop_sequence' });
    expect(JSON.stringify(stopped.content)).not.toContain('cited_text');
  });

  test('is ordinary prose when nothing can be quoted', async () => {
    const { content } = await answer(given('What do rivers do?', {}, { ...DOCUMENTS.link, title: null }));
    expect(content).toEqual([{ type: 'text', text: expect.stringContaining('rivers') }]);
  });
});
