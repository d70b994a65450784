import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPdf } from '../../../src/message/media/pdf.ts';
import { type PdfForm, pdf } from '../../support/media.ts';

const read = (pages: number, form?: PdfForm) => readPdf(Buffer.from(pdf(pages, form), 'base64'));

describe('a PDF', () => {
  test.each([1, 7, 250])('of %i pages has as many, packed or not', (pages) => {
    expect(read(pages)).toEqual({ pages, encrypted: false });
    expect(read(pages, { packed: true })).toEqual({ pages, encrypted: false });
  });

  test('saved again and again still has its pages once', () => {
    expect(read(3, { revisions: 4 }).pages).toBe(3);
  });

  test('does not have the pages it only claims', () => {
    expect(read(2, { claimed: 900_000_000 }).pages).toBe(2);
  });

  test('does not count what its text says', () => {
    const content = '<< /Type /Page >> << /Type /Pages /Count 50 >> << /Root 1 0 R /Encrypt 5 0 R >>';
    expect(read(2, { content })).toEqual({ pages: 2, encrypted: false });
  });

  test('that is locked says so, packed or not', () => {
    expect(read(2, { encrypted: true })).toEqual({ pages: 2, encrypted: true });
    expect(read(2, { encrypted: true, packed: true }).encrypted).toBe(true);
    const inside = '%PDF-1.4 trailer << /Encrypt << /V 1 >> /Root 1 0 R >>';
    expect(readPdf(Buffer.from(inside)).encrypted).toBe(true);
  });

  test('that tells nothing, or is none, counts as one page', () => {
    for (const text of ['', 'hello', '%PDF-1.4', '%PDF-1.4 1 0 obj <<', '>>>>>>']) {
      expect(readPdf(Buffer.from(text))).toEqual({ pages: 1, encrypted: false });
    }
  });

  test('that unpacks to far more than its size is not unpacked, and its claim is believed', () => {
    const bomb = deflateSync(Buffer.alloc(50_000_000, 0x20));
    const bytes = Buffer.concat([
      Buffer.from('%PDF-1.7 1 0 obj << /Type /Pages /Count 4 >> endobj 2 0 obj << /Type /ObjStm >> stream\n'),
      bomb,
      Buffer.from('endstream endobj'),
    ]);
    expect(readPdf(bytes).pages).toBe(4);
  });

  test('of hostile bytes is read to its end all the same', () => {
    for (const piece of [
      '<<',
      '>>',
      '/Type /Page',
      '<< /Type /ObjStm >> stream\nx endstream ',
      '/Count 9',
      '>> stream\n',
    ]) {
      const { pages } = readPdf(Buffer.from(piece.repeat(Math.ceil(400_000 / piece.length))));
      expect(pages).toBeGreaterThanOrEqual(1);
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => readPdf(Buffer.from(bytes)).pages >= 1));
  });
});
