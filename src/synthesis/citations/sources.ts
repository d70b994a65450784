/** What an answer may cite: passages of the documents and search results whose citations are enabled. */
import type { Citation } from '../../message/message.ts';
import { blocksOf, type MessagesRequest, type RequestBlock } from '../../message/request.ts';
import { pdfText } from './pdf-text.ts';
import { sentences } from './sentences.ts';

/** A passage, and the citation that says where it stands; `cited_text` is exactly the passage as it was given. */
export interface Passage {
  /** What is cited, for people: the title, or nothing. */
  title: string | null;
  citation: Citation;
}

/** Only the beginning of long documents is read for quotations, and only so many passages are weighed. */
const READ = 200_000;
const MOST = 400;

/** May the answer cite at all? */
export function mayCite(request: MessagesRequest): boolean {
  for (const block of materials(request)) if (isEnabled(block)) return true;
  return false;
}

/** Every passage, in the order of the conversation. `document_index` and `search_result_index` count over all messages. */
export function passagesOf(request: MessagesRequest): Passage[] {
  const passages: Passage[] = [];
  let documents = 0;
  let results = 0;
  for (const block of materials(request)) {
    const index = block.type === 'document' ? documents++ : results++;
    if (!isEnabled(block) || passages.length >= MOST) continue;
    passages.push(...(block.type === 'document' ? inDocument(block, index) : inSearchResult(block, index)));
  }
  return passages.slice(0, MOST);
}

/** How many documents the conversation has: the `document_index` of the next one. */
export function countDocuments(request: MessagesRequest): number {
  let count = 0;
  for (const { type } of materials(request)) if (type === 'document') count++;
  return count;
}

/** Documents and search results of the user's messages, those inside results of tools included, and the pages fetched before. */
function* materials(request: MessagesRequest): Generator<RequestBlock> {
  for (const message of request.messages ?? []) {
    for (const block of blocksOf(message.content)) {
      if (message.role === 'assistant') {
        const page = fetchedPage(block);
        if (page !== undefined) yield page;
      }
      if (message.role !== 'user') continue;
      const inner = block.type === 'tool_result' && Array.isArray(block.content) ? block.content : [block];
      for (const one of inner) if (one.type === 'document' || one.type === 'search_result') yield one;
    }
  }
}

function fetchedPage({ type, content }: RequestBlock): RequestBlock | undefined {
  if (type !== 'web_fetch_tool_result' || typeof content !== 'object' || content === null) return undefined;
  const page = 'content' in content ? content['content'] : undefined;
  const isDocument = typeof page === 'object' && page !== null && 'type' in page && page.type === 'document';
  return isDocument ? (page as RequestBlock) : undefined;
}

function isEnabled({ citations }: RequestBlock): boolean {
  return typeof citations === 'object' && citations !== null && !Array.isArray(citations) && citations.enabled === true;
}

/** The passages of one document, whether or not its citations are enabled. */
export function inDocument(block: RequestBlock, document_index: number): Passage[] {
  const source = typeof block.source === 'object' ? block.source : undefined;
  const title = block.title ?? null;
  const about = { document_index, document_title: title };
  const passage = (citation: Citation): Passage => ({ title, citation });
  if (source?.type === 'text' || (source?.type === 'content' && typeof source.content === 'string')) {
    const text = (source.type === 'text' ? source.data : (source.content as string)) ?? '';
    return inText(text).map(({ cited_text, start, end }) =>
      passage({ type: 'char_location', cited_text, ...about, start_char_index: start, end_char_index: end }),
    );
  }
  if (source?.type === 'content' && Array.isArray(source.content)) {
    return inBlocks(source.content).map(({ cited_text, at }) =>
      passage({ type: 'content_block_location', cited_text, ...about, start_block_index: at, end_block_index: at + 1 }),
    );
  }
  const pages = source?.type === 'base64' && source.data !== undefined ? pdfText(source.data) : [];
  const paged = (cited_text: string, page: number): Passage =>
    passage({ type: 'page_location', cited_text, ...about, start_page_number: page, end_page_number: page + 1 });
  if (pages.length > 0)
    return pages.flatMap((text, i) => inText(text).map(({ cited_text }) => paged(cited_text, i + 1)));
  // What cannot be read cannot be quoted; its title is all that is known of it, and stands on the first page.
  return title === null || title.trim() === '' ? [] : [paged(title, 1)];
}

function inSearchResult(block: RequestBlock, search_result_index: number): Passage[] {
  const source = typeof block.source === 'string' ? block.source : '';
  const title = block.title ?? null;
  return inBlocks(Array.isArray(block.content) ? block.content : []).map(({ cited_text, at }) => ({
    title,
    citation: {
      type: 'search_result_location',
      cited_text,
      source,
      title,
      search_result_index,
      start_block_index: at,
      end_block_index: at + 1,
    },
  }));
}

function inBlocks(blocks: readonly RequestBlock[]): { cited_text: string; at: number }[] {
  return blocks.flatMap(({ text }, at) =>
    typeof text === 'string' && text.trim() !== '' ? [{ cited_text: text, at }] : [],
  );
}

/** Sentences with their places in characters, which to the service are code points: its indices come from Python strings. */
function inText(text: string): { cited_text: string; start: number; end: number }[] {
  let unit = 0;
  let points = 0;
  const pointsTo = (to: number): number => {
    for (; unit < to; points++) unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
    return points;
  };
  return sentences(text.slice(0, READ)).map(({ start, end }) => ({
    cited_text: text.slice(start, end),
    start: pointsTo(start),
    end: pointsTo(end),
  }));
}
