import { describe, expect, test } from 'vitest';
import { completeCitation } from '../../../src/stubs/replies/complete-citation.ts';

describe('a citation', () => {
  test('is of characters of the first document when nothing else is said, counted by code points', () => {
    expect(completeCitation({ cited_text: '🌊 flows' })).toEqual({
      type: 'char_location',
      cited_text: '🌊 flows',
      document_index: 0,
      document_title: null,
      start_char_index: 0,
      end_char_index: 7,
    });
  });

  test.each([
    [{ start_page_number: 3 }, { type: 'page_location', start_page_number: 3, end_page_number: 4 }],
    [{ start_block_index: 2 }, { type: 'content_block_location', start_block_index: 2, end_block_index: 3 }],
    [
      { source: 'a', start_block_index: 1 },
      { type: 'search_result_location', title: null, end_block_index: 2 },
    ],
    [{ search_result_index: 1 }, { type: 'search_result_location', source: '', start_block_index: 0 }],
    [
      { url: 'https://a.example' },
      { type: 'web_search_result_location', title: null, encrypted_index: expect.any(String) },
    ],
    [
      { start_char_index: 10, cited_text: 'abc' },
      { type: 'char_location', end_char_index: 13 },
    ],
  ])('%j is known by its keys', (given, expected) => {
    expect(completeCitation({ cited_text: 'x', ...given })).toMatchObject(expected);
  });

  test('keeps all that its author says', () => {
    const given = {
      type: 'char_location',
      cited_text: 'abc',
      document_index: 4,
      document_title: 'T',
      file_id: 'f',
      start_char_index: 1,
      end_char_index: 90,
    };
    expect(completeCitation(given)).toEqual(given);
  });

  test.each(['toString', '__proto__', 'new_kind'])('of the unknown kind %s is left as it is', (type) => {
    expect(completeCitation({ type, cited_text: 'x' })).toEqual({ type, cited_text: 'x' });
  });
});
