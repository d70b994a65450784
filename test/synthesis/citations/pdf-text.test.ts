import { expect, test } from 'vitest';
import { pdfText } from '../../../src/synthesis/citations/pdf-text.ts';
import { PDF } from '../../support/kinds.ts';

test('the open text of a PDF is read page by page', () => {
  expect(pdfText(PDF)).toEqual(['Rivers begin as springs.', 'Rivers end in the sea (mostly).']);
});

test('brackets without end are read in no time', () => {
  const hostile = Buffer.from(`stream\nBT (${'\\('.repeat(1_000_000)}\nendstream`, 'latin1').toString('base64');
  const begun = process.hrtime.bigint();
  expect(pdfText(hostile)).toEqual([]);
  expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeLessThan(1000);
});

test('what is compressed, broken or no PDF has no text', () => {
  const binary = Buffer.from('stream\nBT \u0001\u0002(x) Tj ET\nendstream', 'latin1').toString('base64');
  expect([
    pdfText(binary),
    pdfText(''),
    pdfText('????'),
    pdfText(Buffer.from('stream BT (x) Tj').toString('base64')),
  ]).toEqual([[], [], [], []]);
});
