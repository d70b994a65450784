/** A citation of which an author said only what matters, made whole. */
import { codePointCount } from '../../contract/code-points.ts';
import type { Citation } from '../../message/message.ts';
import { opaque } from '../../message/opaque.ts';

type Fields = Record<string, unknown>;

/** By which of its keys a citation without a type is known; the first that it has decides. */
const TELLTALE: readonly (readonly [key: string, type: string])[] = [
  ['url', 'web_search_result_location'],
  ['source', 'search_result_location'],
  ['search_result_index', 'search_result_location'],
  ['start_page_number', 'page_location'],
  ['start_block_index', 'content_block_location'],
];

/** What the contracts demand of each kind, beside `type` and `cited_text`. Ends are exclusive, as the services write them. */
const ROWS: Readonly<Record<string, (given: Fields, cited: string) => Fields>> = {
  char_location: (given, cited) => ({
    ...OF_DOCUMENT,
    start_char_index: 0,
    end_char_index: from(given['start_char_index'], 0) + codePointCount(cited),
  }),
  page_location: (given) => ({
    ...OF_DOCUMENT,
    start_page_number: 1,
    end_page_number: from(given['start_page_number'], 1) + 1,
  }),
  content_block_location: (given) => ({ ...OF_DOCUMENT, ...blocks(given) }),
  search_result_location: (given) => ({ search_result_index: 0, source: '', title: null, ...blocks(given) }),
  web_search_result_location: (given, cited) => ({
    url: '',
    title: null,
    encrypted_index: opaque(64, 'index', String(given['url']), cited),
  }),
};

const OF_DOCUMENT = { document_index: 0, document_title: null };

/**
 * The citation with everything that its kind demands. One of an unknown kind is left as it is.
 *
 * @example completeCitation({ cited_text: 'Rivers flow.' }) // { type: 'char_location', cited_text, document_index: 0, ..., end_char_index: 12 }
 */
export function completeCitation(given: Fields): Citation {
  const type = typeof given['type'] === 'string' ? given['type'] : typeOf(given);
  const cited_text = typeof given['cited_text'] === 'string' ? given['cited_text'] : '';
  const row = Object.hasOwn(ROWS, type) ? ROWS[type] : undefined;
  return { type, cited_text, ...row?.(given, cited_text), ...given };
}

function typeOf(given: Fields): string {
  return TELLTALE.find(([key]) => Object.hasOwn(given, key))?.[1] ?? 'char_location';
}

function blocks(given: Fields): Fields {
  return { start_block_index: 0, end_block_index: from(given['start_block_index'], 0) + 1 };
}

function from(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
