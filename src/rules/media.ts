/** Images and PDFs: what is too large, too many, locked, or not what it claims to be. Only bytes that came along are judged. */
import { dataOf, imageOf, pdfOf } from '../message/media/media.ts';
import { type PlacedMedium, placedMedia } from './placed-media.ts';
import { ANTHROPIC, EVERYWHERE, type Finding, type Rule, type RuleContext } from './rule.ts';

/** Of the base64 text, 5 MB. Anthropic's newer pages say 10 MB for its own service; the wire still says this. */
const MOST_BYTES = 5_242_880;
const MOST_PIXELS = 8000;
/** From this many images on, none may have a side above the second number. */
const MANY = { images: 21, pixels: 2000 };

/** Images, and pages of PDFs, in one request: fewer where the context window is small. */
function mostOf({ model, betas }: RuleContext): number {
  const isSmall =
    model.known && model.contextWindow <= 200_000 && !betas.some((beta) => beta.startsWith('context-1m-'));
  return isSmall ? 100 : 600;
}

function imagesOf({ request }: RuleContext): PlacedMedium[] {
  return placedMedia(request).filter(({ block }) => block.type === 'image');
}

/** A finding about the bytes of an image or document. */
function about({ path }: PlacedMedium, message: string, expected: string, actual: string): Finding {
  return { path: [...path, 'source', 'data'], message, expected, actual };
}

/** The first image with a side that is too long. */
function tooLong(context: RuleContext, limit: number, words: string): Finding | undefined {
  for (const medium of imagesOf(context)) {
    const size = imageOf(medium.block)?.size;
    if (!size || Math.max(size.width, size.height) <= limit) continue;
    return about(
      medium,
      `${medium.place}.image.source.base64.data: At least one of the image dimensions exceed max allowed size${words}: ${limit} pixels`,
      `at most ${limit} pixels`,
      `${size.width}x${size.height}`,
    );
  }
  return undefined;
}

export const MEDIA: readonly Rule[] = [
  {
    id: 'image-5mb',
    dialects: EVERYWHERE,
    source: 'seen on the wire',
    check: (context) => {
      for (const medium of imagesOf(context)) {
        const bytes = dataOf(medium.block)?.length ?? 0;
        if (bytes <= MOST_BYTES) continue;
        return about(
          medium,
          `${medium.place}.image.source.base64: image exceeds 5 MB maximum: ${bytes} bytes > ${MOST_BYTES} bytes`,
          `at most ${MOST_BYTES} bytes`,
          `${bytes} bytes`,
        );
      }
      return undefined;
    },
  },
  {
    id: 'image-unreadable',
    dialects: ANTHROPIC,
    source: 'well known; refused here is only what begins like no image the service takes',
    check: (context) => {
      for (const medium of imagesOf(context)) {
        if (imageOf(medium.block) === null) return about(medium, 'Could not process image', 'an image', 'other bytes');
      }
      return undefined;
    },
  },
  {
    id: 'image-media-type',
    dialects: ANTHROPIC,
    source: 'seen on the wire',
    check: (context) => {
      for (const medium of imagesOf(context)) {
        const kind = imageOf(medium.block)?.kind;
        const { source } = medium.block;
        const declared = typeof source === 'object' ? source.media_type : undefined;
        if (kind === undefined || declared === `image/${kind}`) continue;
        return about(
          medium,
          `${medium.place}.image.source.base64: The image was specified using the ${declared} media type, but the image appears to be a image/${kind} image`,
          String(declared),
          `image/${kind}`,
        );
      }
      return undefined;
    },
  },
  {
    id: 'image-dimensions',
    dialects: ANTHROPIC,
    source: 'Anthropic, vision; words by analogy with those for many images',
    check: (context) => tooLong(context, MOST_PIXELS, ''),
  },
  {
    id: 'image-many',
    dialects: ANTHROPIC,
    source: 'seen on the wire',
    check: (context) => {
      if (imagesOf(context).length < MANY.images) return undefined;
      return tooLong(context, MANY.pixels, ' for many-image requests');
    },
  },
  {
    id: 'image-count',
    dialects: ANTHROPIC,
    source: 'Anthropic, vision; the words are our own',
    check: (context) => {
      const images = imagesOf(context).length;
      const most = mostOf(context);
      if (images <= most) return undefined;
      return {
        path: ['messages'],
        message: `messages: too many images: ${images} > ${most}, the maximum for one request to this model.`,
        expected: `at most ${most} images`,
        actual: String(images),
      };
    },
  },
  {
    id: 'pdf-encrypted',
    dialects: ANTHROPIC,
    source: 'Anthropic, PDF support; words as remembered',
    check: ({ request }) => {
      for (const medium of placedMedia(request)) {
        if (medium.block.type !== 'document' || !pdfOf(medium.block)?.encrypted) continue;
        return about(
          medium,
          `${medium.place}.pdf.source.base64.data: The PDF specified is password protected.`,
          'a PDF without a password',
          'an encrypted one',
        );
      }
      return undefined;
    },
  },
  {
    id: 'pdf-pages',
    dialects: ANTHROPIC,
    source: 'seen on the wire',
    check: (context) => {
      const most = mostOf(context);
      let pages = 0;
      for (const medium of placedMedia(context.request)) {
        if (medium.block.type === 'document') pages += pdfOf(medium.block)?.pages ?? 0;
        if (pages <= most) continue;
        return about(
          medium,
          `${medium.place}: A maximum of ${most} PDF pages may be provided.`,
          `at most ${most} pages`,
          `${pages}`,
        );
      }
      return undefined;
    },
  },
];
