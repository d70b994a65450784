/** A content block of which an author said only what matters, made whole. Ids and signatures stay empty: they are given later. */
import type { ContentBlock } from '../../message/message.ts';
import { opaque } from '../../message/opaque.ts';
import type { BlockGiven } from '../respond.ts';
import { completeCitation } from './complete-citation.ts';

type Fields = Record<string, unknown>;

/** What a block of each kind has when its author does not say it, in the order of the wire. */
const ROWS: Readonly<Record<string, (given: Fields) => Fields>> = {
  text: ({ citations }) => ({
    text: '',
    ...(Array.isArray(citations)
      ? { citations: citations.map((one) => (isObject(one) ? completeCitation(one) : one)) }
      : {}),
  }),
  thinking: () => ({ thinking: '', signature: '' }),
  redacted_thinking: () => ({ data: '' }),
  tool_use: call,
  server_tool_use: call,
  mcp_tool_use: (given) => ({ ...call(given), server_name: '' }),
  mcp_tool_result: () => ({ tool_use_id: '', is_error: false, content: [] }),
  web_search_tool_result: ({ content }) => ({
    tool_use_id: '',
    content: Array.isArray(content)
      ? content.map((one) => (isObject(one) ? completeResult(one) : one))
      : (content ?? []),
  }),
  compaction: ({ content }) => ({
    content: null,
    encrypted_content: typeof content === 'string' ? opaque(64, 'compaction', content) : null,
  }),
};

/** Keys that a row has already taken up. */
const COMPLETED: Readonly<Record<string, string>> = { text: 'citations', web_search_tool_result: 'content' };

/**
 * The block with everything that its kind demands; a text is a text block. A kind without a row stays as it is, but for the id of the
 * call that a result answers.
 *
 * @example completeBlock({ type: 'tool_use', name: 'search' }) // { type: 'tool_use', id: '', name: 'search', input: {} }
 */
export function completeBlock(given: BlockGiven): ContentBlock {
  if (typeof given === 'string') return { type: 'text', text: given };
  const { type, ...rest } = given;
  const row = Object.hasOwn(ROWS, type) ? ROWS[type]!(rest) : type.endsWith('_tool_result') ? { tool_use_id: '' } : {};
  const completed = Object.hasOwn(COMPLETED, type) ? COMPLETED[type]! : undefined;
  const said = Object.entries(rest).filter(([key]) => !(key === completed && key in row));
  return { type, ...row, ...Object.fromEntries(said) } as ContentBlock;
}

function call({ input }: Fields): Fields {
  return { id: '', name: '', input: input ?? {} };
}

function completeResult(given: Fields): Fields {
  return {
    type: 'web_search_result',
    title: '',
    url: '',
    encrypted_content: opaque(320, String(given['url']), String(given['title'])),
    page_age: null,
    ...given,
  };
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
