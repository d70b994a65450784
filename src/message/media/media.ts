/** Images and PDFs of a request, each looked at once: what rules refuse and tokens count comes from here. Nothing is fetched. */
import type { RequestBlock } from '../request.ts';
import { type ImageHead, imageHead } from './image-size.ts';
import { type Pdf, readPdf } from './pdf.ts';

type Source = Exclude<RequestBlock['source'], string | undefined>;

const images = new WeakMap<Source, ImageHead | null>();
const pdfs = new WeakMap<Source, Pdf>();

/** The base64 data of an image or document that came with the request itself; undefined for one by address, file or text. */
export function dataOf(block: RequestBlock): string | undefined {
  const { source } = block;
  return typeof source === 'object' && source?.type === 'base64' ? (source.data ?? '') : undefined;
}

/** Format and size of an image block; undefined when its bytes are elsewhere, null when they are no image that the API takes. */
export function imageOf(block: RequestBlock): ImageHead | null | undefined {
  const data = dataOf(block);
  if (data === undefined) return undefined;
  return once(images, block.source as Source, () => imageHead(data));
}

/** Pages and lock of a document block; undefined when it is no PDF, or its bytes are elsewhere. */
export function pdfOf(block: RequestBlock): Pdf | undefined {
  const data = dataOf(block);
  if (data === undefined) return undefined;
  return once(pdfs, block.source as Source, () => readPdf(Buffer.from(data, 'base64')));
}

function once<T>(known: WeakMap<Source, T>, source: Source, look: () => T): T {
  if (!known.has(source)) known.set(source, look());
  return known.get(source) as T;
}
