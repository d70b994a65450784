/** All texts of a recording in which a secret may stand, and the secrets among them. */
import { isUtf8 } from 'node:buffer';
import type { Recording } from '../recording.ts';
import { KnownSecrets } from './known-secrets.ts';
import { mapStrings } from './map-strings.ts';
import { bodyText, replyTexts } from './reply-texts.ts';
import type { Rules } from './rules-of.ts';
import { type Hit, scanText } from './scan-text.ts';

interface RecordingText {
  text: string;
  name: string | undefined;
  where(start: number, end: number): string;
}

/** In the order in which a person would read them. */
export function recordingTexts({ request, response, comment }: Recording): RecordingText[] {
  const texts: RecordingText[] = [];
  const add = (where: string, text: string | undefined, name?: string): void => {
    if (text) texts.push({ text, name, where: () => where });
  };
  add('request url', request.url);
  const plain = decodedUrl(request.url);
  if (plain !== request.url) add('request url', plain);
  if (!request.url.endsWith(request.path)) add('request path', request.path);
  for (const [name, value] of request.headers) add(`request header ${name}`, value, name);
  mapStrings(request.body, (text, name, pointer) => {
    const where = (): string => `request ${pointer()}`.trim();
    if (text !== '') texts.push({ text, name, where });
    const document = name === 'data' ? documentIn(text) : undefined;
    if (document) texts.push({ text: document, name: undefined, where });
    return text;
  });
  add('request body', request.text);
  add('reply status text', response.statusText);
  for (const [name, value] of response.headers) add(`reply header ${name}`, value, name);
  for (const text of replyTexts(response, bodyText(response.body).text)) if (text.text !== '') texts.push(text);
  for (const [name, value] of response.trailers) add(`reply trailer ${name}`, value, name);
  add('comment', comment);
  return texts;
}

/** HAR files hold the query decoded as well. What only shows there cannot be replaced, so that the exchange is not written. */
function decodedUrl(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** The text of a document in base64, which a side file would hold in the clear. Nor can that be replaced. */
function documentIn(data: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(data)) return undefined;
  const bytes = Buffer.from(data, 'base64');
  return isUtf8(bytes) ? bytes.toString() : undefined;
}

/**
 * The secrets that stand somewhere in these texts, each with one shape: that which comes first in the table, where several fit in
 * different places. So a secret is one everywhere, whatever stands before it.
 */
export function secretsIn(texts: Iterable<{ text: string; name: string | undefined }>, rules: Rules): KnownSecrets {
  const known = new KnownSecrets();
  for (const { text, name } of texts) {
    for (const { start, end, shape } of scanText(text, name, rules)) {
      const secret = text.slice(start, end);
      const before = known.shapeOf(secret);
      if (!before || rules.shapes.indexOf(shape) < rules.shapes.indexOf(before)) known.set(secret, shape);
    }
  }
  return known;
}

/** The places of these secrets, and of any other, in one text. */
export function hitsIn(text: string, name: string | undefined, rules: Rules, told: KnownSecrets): Hit[] {
  return scanText(text, name, rules, told).map((hit) => ({
    ...hit,
    shape: told.shapeOf(text.slice(hit.start, hit.end)) ?? hit.shape,
  }));
}
