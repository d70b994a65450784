/** What a PDF costs: the service reads every page twice, as text and as a picture. */
import type { ModelTraits } from '../../model.ts';
import { imageTokens } from './image-tokens.ts';
import type { Pdf } from './pdf.ts';

/** Text of a page: the service names 1,500 to 3,000, by its density, which is not looked at here. */
const TEXT = 2000;
/** The picture of a page: Letter at 144 dots per inch. */
const PICTURE = { width: 1224, height: 1584 };

/**
 * The tokens of a PDF: `text` on the scale of `countTokens`, `fixed` in the model's own. One that is not to be seen (by `url` or
 * `file`) counts as one page.
 */
export function pdfTokens(pdf: Pdf | undefined, model: ModelTraits): { text: number; fixed: number } {
  const pages = pdf?.pages ?? 1;
  return { text: pages * TEXT, fixed: pages * imageTokens(PICTURE, model) };
}
