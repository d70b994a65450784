/** What an image costs: patches of 28 by 28 pixels, after the service has made a large image smaller. */
import type { ModelTraits } from '../../model.ts';
import type { ImageHead } from './image-size.ts';

const PATCH = 28;

/** Longest edge in pixels, and most patches. Models from 4.7 on (those with the larger tokenizer) see sharper. */
const STANDARD = { edge: 1568, tokens: 1568 };
const SHARP = { edge: 2576, tokens: 4784 };

/** An image whose size is not to be known: what about a megapixel costs. Images by `url` or `file` are such, for nothing is fetched. */
export const UNKNOWN_IMAGE = 1500;

/**
 * The tokens of an image for a model; its sides in pixels, null when unknown. Source: Anthropic's page on vision (spec, section 6.1).
 *
 * @example imageTokens({ width: 1000, height: 1000 }, sonnet46) // 1296, which is 36 by 36
 */
export function imageTokens(size: ImageHead['size'], model: ModelTraits): number {
  if (size === null) return UNKNOWN_IMAGE;
  const { edge, tokens: most } = model.tokenScale > 1 ? SHARP : STANDARD;
  const long = Math.max(size.width, size.height);
  const short = Math.min(size.width, size.height);
  const patches = (side: number): number =>
    Math.ceil(side / PATCH) * Math.ceil(Math.max(1, Math.round((short * side) / long)) / PATCH);
  // The longest edge that is short enough for both limits: patches only grow with it.
  let fits = 1;
  let over = Math.min(long, edge) + 1;
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2);
    if (patches(middle) <= most) fits = middle;
    else over = middle;
  }
  return patches(fits);
}
