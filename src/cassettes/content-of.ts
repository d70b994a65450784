/** What the body of a request says, as cassettes keep it and as they look for it: both must read it alike. */
import type { RecordedRequest } from './recording.ts';

/**
 * JSON where it is that, else the text; neither for nothing but white space. Bytes that are no UTF-8 become U+FFFD.
 *
 * @example contentOf(Buffer.from('{"model":"m"}')) // { body: { model: 'm' } }
 * @example contentOf(Buffer.from('no json')) // { body: undefined, text: 'no json' }
 */
export function contentOf(bytes: Uint8Array): Pick<RecordedRequest, 'body' | 'text'> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (text.trim() === '') return { body: undefined };
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { body: undefined, text };
  }
}
