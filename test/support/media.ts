/** Small real images and PDFs, made in code, as base64. */
import { deflateSync } from 'node:zlib';

/** A PNG's signature and header; pictures of any size without their pixels. */
export function png(width: number, height: number): string {
  const header = Buffer.alloc(25);
  header.writeUInt32BE(13, 0);
  header.write('IHDR', 4);
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  header.set([8, 6], 16);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), header]).toString('base64');
}

export function gif(width: number, height: number): string {
  const sizes = Buffer.alloc(7);
  sizes.writeUInt16LE(width, 0);
  sizes.writeUInt16LE(height, 2);
  return Buffer.concat([Buffer.from('GIF89a'), sizes]).toString('base64');
}

/** A JPEG whose size stands behind `notes` bytes of camera data; `marker` is the kind of its frame. */
export function jpeg(width: number, height: number, notes = 0, marker = 0xc0): string {
  const segment = (kind: number, body: Buffer): Buffer => {
    const head = Buffer.from([0xff, kind, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  };
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  const parts = [Buffer.from([0xff, 0xd8]), segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1'))];
  for (let left = notes; left > 0; left -= 60_000)
    parts.push(segment(0xe2, Buffer.alloc(Math.min(left, 60_000), 0x20)));
  return Buffer.concat([...parts, segment(marker, frame), Buffer.from([0xff, 0xd9])]).toString('base64');
}

/** An extended WebP. */
export function webp(width: number, height: number): string {
  const bytes = Buffer.alloc(30);
  bytes.write('RIFF');
  bytes.writeUInt32LE(22, 4);
  bytes.write('WEBPVP8X', 8);
  bytes.writeUInt32LE(10, 16);
  bytes.writeUIntLE(width - 1, 24, 3);
  bytes.writeUIntLE(height - 1, 27, 3);
  return bytes.toString('base64');
}

export interface PdfForm {
  /** Are the objects packed into a compressed stream, as newer programs do? */
  packed?: boolean;
  encrypted?: boolean;
  /** How often the pages were saved anew behind the older ones. */
  revisions?: number;
  /** What the root of the page tree claims. Default: the truth. */
  claimed?: number;
  /** Text of the pages' content, which only looks like objects. */
  content?: string;
}

export function pdf(pages: number, form: PdfForm = {}): string {
  const { packed = false, encrypted = false, revisions = 0, claimed = pages, content = 'BT ET' } = form;
  const page = '<< /Type /Page /Parent 2 0 R /Resources << /Font << >> >> /Contents 9 0 R >>';
  const kids = Array.from({ length: pages }, (_, at) => `${at + 10} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type/Pages /Kids [${kids}] /MediaBox [0 0 612 792] /Count ${claimed} >>`,
    ...Array.from({ length: pages * (revisions + 1) }, () => page),
    '<< /Type /Outlines /Count 900 >>',
  ];
  const trailer = `/Root 1 0 R /Size ${objects.length}${encrypted ? ' /Encrypt 7 0 R' : ''}`;
  const stream = (dictionary: string, body: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`8 0 obj\n<< ${dictionary} /Length ${body.length} >>\nstream\r\n`),
      body,
      Buffer.from('\nendstream\nendobj\n'),
    ]);
  const body = packed
    ? stream(`/Type /ObjStm /N ${objects.length} /Filter /FlateDecode`, deflateSync(objects.join('\n')))
    : Buffer.from(objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`).join(''));
  const end = packed
    ? stream(`/Type /XRef ${trailer}`, Buffer.from([1, 2, 3]))
    : Buffer.from(`xref\n0 1\ntrailer\n<< ${trailer} >>\n`);
  const contents = stream('', Buffer.from(content));
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), contents, body, end, Buffer.from('%%EOF\n')]).toString('base64');
}
