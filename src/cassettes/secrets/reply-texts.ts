/** The texts of a reply's body as a client reads them: strings of JSON, blocks put together from their deltas, and the rest as it is. */
import type { Recording } from '../recording.ts';
import { BlockTexts } from './block-texts.ts';
import type { Span } from './hits-of.ts';
import { type JsonString, jsonStrings } from './json-strings.ts';
import { streamParts } from './stream-parts.ts';
import { asIs, lastAtMost, type ReplyText, type Stretch } from './stretch.ts';

export interface ReplyBody {
  text: string;
  encoding: 'utf8' | 'latin1';
}

/** The body as text that can be turned back into the same bytes. */
export function bodyText(body: Uint8Array): ReplyBody {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body), encoding: 'utf8' };
  } catch {
    return { text: Buffer.from(body).toString('latin1'), encoding: 'latin1' };
  }
}

export function replyTexts({ headers }: Recording['response'], body: string): ReplyText[] {
  const [, type = ''] = headers.find(([name]) => name === 'content-type') ?? [];
  const lines = new Lines(body);
  if (/event-stream/i.test(type) || /^\ufeff?(?:event|data|id|retry|):/.test(body)) return streamTexts(body, lines);
  const strings = jsonStrings(asIs(body, 0, body.length));
  return strings
    ? strings.map((string) => new JsonText(string, 'reply'))
    : [plainText(asIs(body, 0, body.length), lines)];
}

function streamTexts(body: string, lines: Lines): ReplyText[] {
  const texts: ReplyText[] = [];
  const blocks = new BlockTexts();
  let events = 0;
  for (const { start, end, data, beside } of streamParts(body)) {
    if (data) events++;
    const strings = data && jsonStrings(data);
    if (!strings) {
      texts.push(plainText(asIs(body, start, end), lines));
      continue;
    }
    const of = `reply event ${events}`;
    for (const line of beside) texts.push(plainText(line, lines));
    for (const string of blocks.take(data.text, strings, events, start)) texts.push(new JsonText(string, of));
  }
  return [...texts, ...blocks.texts()];
}

class JsonText implements ReplyText {
  readonly text: string;
  readonly name: string | undefined;
  readonly #string: JsonString;
  readonly #of: string;

  constructor(string: JsonString, of: string) {
    this.text = string.text;
    this.name = string.name;
    this.#string = string;
    this.#of = of;
  }

  spans(start: number, end: number): Span[] {
    return this.#string.spans(start, end);
  }

  where(): string {
    return `${this.#of} ${this.#string.pointer()}${this.#string.isKey ? ' (the key)' : ''}`.trim();
  }
}

function plainText(stretch: Stretch, lines: Lines): ReplyText {
  const where = (start: number, end: number): string => `reply line ${lines.at(stretch.spans(start, end)[0]!.start)}`;
  return { ...stretch, name: undefined, where };
}

/** The number, from 1, of the line in which something stands. */
class Lines {
  readonly #body: string;
  #starts: number[] | undefined;

  constructor(body: string) {
    this.#body = body;
  }

  at(place: number): number {
    this.#starts ??= [0, ...Array.from(this.#body.matchAll(/\r\n|[\r\n]/g), ({ index, 0: end }) => index + end.length)];
    return lastAtMost(this.#starts, place) + 1;
  }
}
