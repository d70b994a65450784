import { describe, expect, test } from 'vitest';
import { dataOf, imageOf, pdfOf } from '../../../src/message/media/media.ts';
import type { RequestBlock } from '../../../src/message/request.ts';
import { pdf, png } from '../../support/media.ts';

const image = (source: RequestBlock['source']): RequestBlock => ({ type: 'image', source: source! });

describe('a medium of a request', () => {
  test('is looked at when its bytes came along', () => {
    expect(imageOf(image({ type: 'base64', media_type: 'image/png', data: png(3, 4) }))?.size).toEqual({
      width: 3,
      height: 4,
    });
    const source = { type: 'base64', media_type: 'application/pdf', data: pdf(5) };
    expect(pdfOf({ type: 'document', source })?.pages).toBe(5);
  });

  test('is looked at once, however often it is asked for', () => {
    const block = image({ type: 'base64', media_type: 'image/png', data: png(3, 4) });
    expect(imageOf(block)).toBe(imageOf({ ...block }));
  });

  test('is unknown when it has to be fetched', () => {
    for (const source of [{ type: 'url', url: 'https://example.com/a.png' }, { type: 'file', file_id: 'f' }, 'x']) {
      expect(dataOf(image(source))).toBeUndefined();
      expect(imageOf(image(source))).toBeUndefined();
      expect(pdfOf(image(source))).toBeUndefined();
    }
    expect(imageOf(image({ type: 'base64', media_type: 'image/png' }))).toBe(null);
  });
});
