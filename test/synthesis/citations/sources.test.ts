import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RequestBlock } from '../../../src/message/request.ts';
import { mayCite, passagesOf } from '../../../src/synthesis/citations/sources.ts';
import { DOCUMENTS } from '../../support/kinds.ts';
import { anyText } from '../../support/messages.ts';
import { ask } from '../ask.ts';

const given = (...blocks: unknown[]) => ask('', { messages: [{ role: 'user', content: blocks as RequestBlock[] }] });
const cited = (...blocks: unknown[]) => passagesOf(given(...blocks)).map(({ citation }) => citation);
const texts = (...blocks: unknown[]) => cited(...blocks).map(({ cited_text }) => cited_text);

describe('what can be cited', () => {
  test('are sentences of a text, at their places in characters', () => {
    expect(cited(DOCUMENTS.text)[1]).toEqual({
      type: 'char_location',
      cited_text: 'Lakes do not!',
      document_index: 0,
      document_title: 'Waters',
      // The wave is one character, though two UTF-16 code units.
      start_char_index: 24,
      end_char_index: 37,
    });
  });

  test('are blocks of a document that is given in blocks, pages of a PDF, and blocks of a search result', () => {
    expect(cited(DOCUMENTS.blocks)[1]).toMatchObject({
      type: 'content_block_location',
      cited_text: 'Silt makes deltas.',
      start_block_index: 1,
      end_block_index: 2,
    });
    expect(cited(DOCUMENTS.pdf)[1]).toMatchObject({
      type: 'page_location',
      cited_text: 'Rivers end in the sea (mostly).',
      start_page_number: 2,
      end_page_number: 3,
    });
    expect(cited(DOCUMENTS.result)[1]).toMatchObject({
      type: 'search_result_location',
      source: 'https://example.com/rivers',
      title: 'River facts',
      cited_text: 'Its delta is wide.',
      search_result_index: 0,
      start_block_index: 1,
      end_block_index: 2,
    });
  });

  test('is only the title of a document that cannot be read, and nothing without one', () => {
    expect(texts(DOCUMENTS.link)).toEqual(['Unread rivers']);
    expect(texts({ ...DOCUMENTS.link, title: null })).toEqual([]);
  });

  test('counts documents and search results over all messages, also those in results of tools', () => {
    const request = ask('', {
      messages: [
        { role: 'user', content: [DOCUMENTS.text, DOCUMENTS.result] },
        { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'n', input: {} }] },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 't', content: [DOCUMENTS.result, DOCUMENTS.blocks] }],
        },
      ],
    });
    const places = passagesOf(request).map(
      ({ citation }) => citation['document_index'] ?? `result ${citation['search_result_index']}`,
    );
    expect([...new Set(places)]).toEqual([0, 'result 0', 'result 1', 1]);
  });

  test('is nothing unless citations are enabled', () => {
    const off = { ...DOCUMENTS.text, citations: { enabled: false } };
    expect([
      mayCite(given(off)),
      mayCite(given({ type: 'text', text: 'Hi' })),
      mayCite(given(off, DOCUMENTS.result)),
    ]).toEqual([false, false, true]);
    // One without citations still counts.
    expect(cited(off, DOCUMENTS.blocks)[0]).toMatchObject({ document_index: 1 });
  });

  test('is exactly the slice of the text that its indices name, in code points as Python counts them', () => {
    fc.assert(
      fc.property(anyText, (data) => {
        const points = [...data];
        for (const citation of cited({ ...DOCUMENTS.text, source: { type: 'text', media_type: 'text/plain', data } })) {
          const { start_char_index, end_char_index } = citation as unknown as Record<string, number>;
          expect(points.slice(start_char_index, end_char_index).join('')).toBe(citation.cited_text);
        }
      }),
    );
  });
});
