import type { RequestBlock } from '../../src/message/request.ts';
import { MEDIA } from '../../src/rules/media.ts';
import { gif, jpeg, type PdfForm, pdf, png, webp } from '../support/media.ts';
import { testFamily } from './cases.ts';
import { assistant, OPUS_46, toolResult, toolUse, user } from './requests.ts';

function image(data: string, kind = 'png'): RequestBlock {
  return { type: 'image', source: { type: 'base64', media_type: `image/${kind}`, data } };
}

function file(pages: number, form?: PdfForm): RequestBlock {
  return { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: pdf(pages, form) } };
}

function ofBlocks(...content: RequestBlock[]): RequestBlock {
  return { type: 'document', source: { type: 'content', content } };
}

const byUrl: RequestBlock = { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } };
const times = (count: number, block: RequestBlock): RequestBlock[] => Array.from({ length: count }, () => block);
/** A PNG whose base64 text has this length, a multiple of four. */
const long = (length: number): string => png(10, 10).padEnd(length, 'A');
const seen = (block: RequestBlock) => [
  user('look'),
  assistant(toolUse('toolu_1')),
  user(toolResult('toolu_1', [block])),
];

testFamily('media', MEDIA, [
  {
    id: 'image-5mb',
    refuses: 'an image of more than 5 MB, wherever it goes',
    sent: { messages: [user('what is this?', image(long(5_242_884)))], to: 'openrouter' },
    words: 'messages.0.content.1.image.source.base64: image exceeds 5 MB maximum: 5242884 bytes > 5242880 bytes',
    accepts: { 'one of just 5 MB': { messages: [user(image(long(5_242_880)))] } },
  },
  {
    id: 'image-5mb',
    refuses: 'such an image in the result of a tool',
    sent: { messages: seen(image(long(5_242_884))) },
    words: /^messages\.2\.content\.0\.tool_result\.content\.0\.image\.source\.base64: image exceeds 5 MB/,
    accepts: {},
  },
  {
    id: 'image-unreadable',
    refuses: 'bytes that are no image',
    sent: { messages: [user(image('aGVsbG8='))] },
    words: 'Could not process image',
    accepts: {
      'an image cut short behind its signature': { messages: [user(image('iVBORw0KGgo='))] },
      'an image that has to be fetched': { messages: [user(byUrl)] },
      'anything on OpenRouter, where each provider decides': { messages: [user(image('aGVsbG8='))], to: 'openrouter' },
    },
  },
  {
    id: 'image-media-type',
    refuses: 'a PNG that is called a JPEG',
    sent: { messages: [user(image(png(1, 1), 'jpeg'))] },
    words:
      'messages.0.content.0.image.source.base64: The image was specified using the image/jpeg media type, but the image appears to be a image/png image',
    accepts: {
      'each kind by its name': {
        messages: [
          user(image(png(1, 1)), image(jpeg(1, 1), 'jpeg'), image(gif(1, 1), 'gif'), image(webp(1, 1), 'webp')),
        ],
      },
    },
  },
  {
    id: 'image-dimensions',
    refuses: 'an image with a side of more than 8000 pixels, in a document too',
    sent: { messages: [user(ofBlocks(image(jpeg(8001, 10), 'jpeg')))] },
    words:
      'messages.0.content.0.document.source.content.content.0.image.source.base64.data: At least one of the image dimensions exceed max allowed size: 8000 pixels',
    accepts: { 'one of just 8000': { messages: [user(image(webp(8000, 8000), 'webp'))] } },
  },
  {
    id: 'image-many',
    refuses: 'a side of more than 2000 pixels among more than twenty images',
    sent: { messages: [user(...times(20, byUrl)), assistant('ok'), user(image(gif(10, 2001), 'gif'))] },
    words:
      'messages.2.content.0.image.source.base64.data: At least one of the image dimensions exceed max allowed size for many-image requests: 2000 pixels',
    accepts: {
      'twenty large ones': { messages: [user(...times(20, image(png(2001, 10))))] },
      'many of just 2000': { messages: [user(...times(30, image(png(2000, 2000))))] },
    },
  },
  {
    id: 'image-count',
    refuses: 'more than a hundred images for a model with a small window',
    sent: { messages: [user(...times(101, byUrl))] },
    words: 'messages: too many images: 101 > 100, the maximum for one request to this model.',
    accepts: {
      'a hundred': { messages: [user(...times(100, byUrl))] },
      'more for a model with a large window': { model: OPUS_46, messages: [user(...times(600, byUrl))] },
      'more for an unknown model': { model: 'claude-next', messages: [user(...times(600, byUrl))] },
    },
  },
  {
    id: 'image-count',
    refuses: 'more than six hundred images for any model',
    sent: { model: OPUS_46, messages: [user(...times(601, byUrl))] },
    words: /601 > 600/,
    accepts: {},
  },
  {
    id: 'pdf-encrypted',
    refuses: 'a PDF with a password',
    sent: { messages: [user('read', file(1, { encrypted: true }))] },
    words: 'messages.0.content.1.pdf.source.base64.data: The PDF specified is password protected.',
    accepts: { 'one without': { messages: [user(file(1, { packed: true }))] } },
  },
  {
    id: 'pdf-pages',
    refuses: 'more than a hundred pages for a model with a small window, all PDFs together',
    sent: { messages: [user(file(60)), assistant('ok'), user(file(41, { packed: true }))] },
    words: 'messages.2.content.0: A maximum of 100 PDF pages may be provided.',
    accepts: {
      'a hundred pages': { messages: [user(file(60), file(40))] },
      'more for a model with a large window': { model: OPUS_46, messages: [user(file(600))] },
      'more where a million tokens were asked for': { betas: ['context-1m-2025-08-07'], messages: [user(file(300))] },
    },
  },
]);
