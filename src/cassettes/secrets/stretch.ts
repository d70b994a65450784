/** A text that stands in a body: written with escapes, perhaps, or in several places. */
import type { Span } from './hits-of.ts';

export interface Stretch {
  text: string;
  /** Where characters of the text stand in the body, in order; none of the places is empty. */
  spans(start: number, end: number): Span[];
}

/** One that may hold secrets. */
export interface ReplyText extends Stretch {
  /** Key under which it stands, if it is the value of one. */
  name: string | undefined;
  /** For people: where these characters stand. */
  where(start: number, end: number): string;
}

/** A part of the body as it stands there. */
export function asIs(body: string, from: number, to: number): Stretch {
  return {
    text: body.slice(from, to),
    spans: (start, end) => (end > start ? [{ start: from + start, end: from + end }] : []),
  };
}

/** Stretches that a reader puts together, with what is between them there and nowhere in the body. */
export function joined(parts: readonly Stretch[], between = ''): Stretch {
  if (parts.length === 1) return parts[0]!;
  const starts: number[] = [];
  let length = 0;
  for (const { text } of parts) {
    starts.push(length);
    length += text.length + between.length;
  }
  return {
    text: parts.map(({ text }) => text).join(between),
    spans(start, end) {
      const spans: Span[] = [];
      for (let index = lastAtMost(starts, start); index < parts.length && starts[index]! < end; index++) {
        const part = parts[index]!;
        const from = Math.max(0, start - starts[index]!);
        const to = Math.min(part.text.length, end - starts[index]!);
        if (to > from) for (const span of part.spans(from, to)) spans.push(span);
      }
      return spans;
    },
  };
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(.)|$)/gs;
const SHORT: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** What a JSON string means: from behind its first quote to before its last. One that is broken off ends as it does. */
export function unescaped(source: Stretch, from: number, to: number): Stretch {
  const written = source.text.slice(from, to);
  if (!written.includes('\\')) return { text: written, spans: (start, end) => source.spans(from + start, from + end) };
  // Every escape is one character, so the places of the escapes tell where all characters stand.
  let places: number[] | undefined;
  const place = (index: number): number => {
    places ??= placesIn(written);
    return from + places[index]!;
  };
  return {
    text: written.replace(ESCAPE, (whole, code?: string, letter?: string) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return letter === undefined ? whole : Object.hasOwn(SHORT, letter) ? SHORT[letter]! : letter;
    }),
    spans: (start, end) => source.spans(place(start), place(end)),
  };
}

/** Where each character that is meant begins in what is written, and where the last one ends. */
function placesIn(written: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (const { index, 0: whole } of written.matchAll(ESCAPE)) {
    while (at < index) places.push(at++);
    places.push(at);
    at += whole.length;
  }
  while (at <= written.length) places.push(at++);
  return places;
}

/** The last of the sorted numbers that is at most this. */
export function lastAtMost(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
