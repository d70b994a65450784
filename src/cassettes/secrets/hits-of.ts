/** Finds one shape of secret in a text, in time that grows with the text's length and no faster. */
import type { OwnShape } from './rules-of.ts';
import type { Shape } from './shapes.ts';

export interface Span {
  start: number;
  /** Behind the last character. */
  end: number;
}

/** How far a secret is looked at before it is known to be one. */
const GLANCE = 300;
const LONGEST_NAME = 200;

/**
 * @param text masked where something was found before
 * @param name key under which the text stands
 */
export function hitsOf(text: string, name: string | undefined, shape: Shape | OwnShape): Span[] {
  if ('window' in shape) return ownHits(text, shape);
  if (name !== undefined && isUnder(text, name, shape) && !/[\s\0]/.test(text) && shape.accepts(text, name))
    return [{ start: 0, end: text.length }];
  const hits: Span[] = [];
  const { head } = shape;
  head.lastIndex = 0;
  for (let match = head.exec(text); match; match = head.exec(text)) {
    const headEnd = match.index + match[0].length;
    const start = headEnd - (match[1] ?? match[0]).length;
    const end = endOf(text, match.index, start, headEnd, shape);
    if (end !== undefined) hits.push({ start, end });
    head.lastIndex = end ?? match.index + 1;
  }
  return hits;
}

/** Is the whole text what its name says? */
export function isUnder(text: string, name: string, { under }: Shape): boolean {
  return under !== undefined && name.length <= LONGEST_NAME && under.name.test(name) && under.value.test(text);
}

/**
 * Where the secret ends, or nothing when it is none. Only what is taken is gone through to its end, and so no character is gone through
 * twice: what is refused was but glanced at.
 */
function endOf(text: string, from: number, start: number, headEnd: number, shape: Shape): number | undefined {
  const { reach, tail } = shape;
  const glance = reach ? reach(text, headEnd) : tailEnd(text.slice(0, headEnd + GLANCE), headEnd, tail);
  const [word] = /[\w.-]*$/.exec(text.slice(Math.max(0, from - 40), from))!;
  if (!shape.accepts(text.slice(start, glance), word + text.slice(from, start))) return undefined;
  return glance === headEnd + GLANCE && !reach ? tailEnd(text, headEnd, tail) : glance;
}

function tailEnd(text: string, from: number, tail: RegExp | undefined): number {
  if (!tail) return from;
  tail.lastIndex = from;
  return from + (tail.exec(text)?.[0].length ?? 0);
}

/** A long text is too much for the pattern at once, so it is searched by windows that overlap by half. */
function ownHits(text: string, { head, window }: OwnShape): Span[] {
  const hits: Span[] = [];
  let at = 0;
  while (at < text.length) {
    const part = text.slice(at, at + window);
    head.lastIndex = 0;
    const match = wholeMatch(head, part);
    const isLast = at + part.length >= text.length;
    if (!match) {
      if (isLast) break;
      at += Math.ceil(window / 2);
    } else if (!isLast && match.end === part.length && match.start > 0) at += match.start;
    else {
      hits.push({ start: at + match.start, end: at + match.end });
      at += match.end;
    }
  }
  return hits;
}

/** The first match that is not empty, and reaches into nothing that was found before. */
function wholeMatch(head: RegExp, part: string): Span | undefined {
  for (let match = head.exec(part); match; match = head.exec(part)) {
    const [found] = match;
    const taken = /\0+/.exec(found);
    if (found === '') head.lastIndex++;
    else if (taken) head.lastIndex = match.index + taken.index + taken[0].length;
    else return { start: match.index, end: match.index + found.length };
  }
  return undefined;
}
