/** The digest by which Polly finds a request again. */
import { createHash } from 'node:crypto';

/** What a Polly matches by that does not match by headers; the URL as Polly writes it, with its query in order. */
export interface Matched {
  method: string;
  url: string;
  /** Text, or base64 of what is no text. */
  body: string;
}

/**
 * The same as Polly's own, which is written in JavaScript and would stop everything else for half a second over a request of 5 MB.
 * Source: `_identify` of @pollyjs/core 6: MD5 over JSON with its keys in order, and no body where there is none.
 */
export function pollyId({ body, method, url }: Matched): string {
  const identifiers = body === '' ? { method, url } : { body, method, url };
  return createHash('md5').update(JSON.stringify(identifiers)).digest('hex');
}
