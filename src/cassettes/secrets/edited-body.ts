/** The body of a reply with pseudonyms in place of its secrets, and chunks that add up to it. */
import type { Chunk, RecordedResponse } from '../recording.ts';
import { pseudonym } from './pseudonym.ts';
import { bodyText, replyTexts } from './reply-texts.ts';
import type { Hit } from './scan-text.ts';
import type { ReplyText } from './stretch.ts';

/** Characters of the body that go, and what stands there instead. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

/** The same in bytes. */
interface ByteEdit {
  start: number;
  end: number;
  added: number;
}

export function editedBody(
  response: RecordedResponse,
  hitsOf: (text: ReplyText) => readonly Hit[],
): Pick<RecordedResponse, 'body' | 'chunks'> {
  const { text: body, encoding } = bodyText(response.body);
  const edits = replyTexts(response, body).flatMap((text) => hitsOf(text).flatMap((hit) => editsOf(text, hit)));
  if (edits.length === 0) return { body: response.body, chunks: response.chunks };
  edits.sort((a, b) => a.start - b.start);
  const parts: string[] = [];
  const bytes: ByteEdit[] = [];
  let from = 0;
  let at = 0;
  for (const { start, end, text } of edits) {
    const between = body.slice(from, start);
    at += Buffer.byteLength(between, encoding);
    const length = Buffer.byteLength(body.slice(start, end), encoding);
    parts.push(between, text);
    bytes.push({ start: at, end: at + length, added: Buffer.byteLength(text, encoding) });
    at += length;
    from = end;
  }
  parts.push(body.slice(from));
  return { body: Buffer.from(parts.join(''), encoding), chunks: editedChunks(response.chunks, bytes) };
}

/** A pseudonym is plain letters, so it is written alike in a text, in JSON, and in JSON within JSON. */
function editsOf(text: ReplyText, { start, end, shape }: Hit): Edit[] {
  const [first, ...others] = text.spans(start, end);
  const word = pseudonym(text.text.slice(start, end), shape);
  return [{ ...first!, text: word }, ...others.map((span) => ({ ...span, text: '' }))];
}

/** What is added arrives with the chunk in which the edit begins. Chunks of which nothing is left are gone. */
function editedChunks(chunks: readonly Chunk[], edits: readonly ByteEdit[]): Chunk[] {
  const edited: Chunk[] = [];
  let from = 0;
  let next = 0;
  for (const { at, bytes } of chunks) {
    const to = from + bytes;
    let left = bytes;
    for (let index = next; index < edits.length && edits[index]!.start < to; index++) {
      const { start, end, added } = edits[index]!;
      left -= Math.min(end, to) - Math.max(start, from);
      if (start >= from) left += added;
      // One that goes on belongs to the next chunk as well.
      if (end <= to) next = index + 1;
    }
    if (left > 0) edited.push({ at, bytes: left });
    from = to;
  }
  return edited;
}
