/** Finds the secrets of one text, each place once, and the pseudonyms that stand for some. */
import { hitsOf, isUnder, type Span } from './hits-of.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { fingerprint } from './pseudonym.ts';
import type { Rules } from './rules-of.ts';
import type { Shape } from './shapes.ts';

export interface Hit extends Span {
  shape: Shape;
}

/** Stands over what is found already. No shape may have it, so that none reaches into another. */
const MASK = '\0';

/** No shape of the table has fewer characters. */
const SHORTEST = 8;

const BLOB = /^[A-Za-z0-9+/]+={0,2}$/;
/** The longest key that is nothing but base64 has fewer. */
const LEAST_BLOB = 300;

/**
 * The secrets, in the order of the text, without those that are allowed.
 *
 * What is found is masked, and the rest looked at again, until nothing more appears: that is what a search through the redacted text sees,
 * so a redacted text has no secrets.
 *
 * @param name key under which the text stands in its object
 * @param told secrets that were found elsewhere: they are secrets here as well, whatever stands before them
 */
export function scanText(text: string, name: string | undefined, rules: Rules, told?: KnownSecrets): Hit[] {
  const isTold = told !== undefined && told.size > 0;
  if (!isTold && !mayHoldAny(text, name, rules)) return [];
  if (isBlob(text) && !isNamed(text, name, rules)) return [];
  const found: Hit[] = [];
  let rest = masked(text, pseudonymsIn(text, rules));
  // A name that is itself a secret, or stands for one, tells nothing.
  const key = name === undefined ? undefined : masked(name, pseudonymsIn(name, rules));
  for (;;) {
    const before = found.length;
    for (const shape of rules.shapes) {
      if (!isHinted(rest, key, shape)) continue;
      const hits = hitsOf(rest, key, shape);
      if (hits.length === 0) continue;
      for (const hit of hits) found.push({ ...hit, shape });
      rest = masked(rest, hits);
    }
    const repeats = told ? [...told.in(rest)] : [];
    for (const hit of repeats) found.push(hit);
    rest = masked(rest, repeats);
    if (found.length === before) break;
  }
  return found.filter(({ start, end }) => !isAllowed(text.slice(start, end), rules)).sort((a, b) => a.start - b.start);
}

function isAllowed(secret: string, { allow }: Rules): boolean {
  if (allow.length === 0) return false;
  const print = fingerprint(secret);
  return allow.some((allowed) => allowed.startsWith(print) || print.startsWith(allowed));
}

export function pseudonymsIn(text: string, { pseudonyms, kinds }: Rules): (Span & { kind: string })[] {
  if (!text.includes('REDACTED-')) return [];
  return Array.from(text.matchAll(pseudonyms), ({ index, 0: whole, 1: begin }) => ({
    start: index,
    end: index + whole.length,
    kind: kinds.get(begin!) ?? 'secret',
  }));
}

/** Most texts have nothing that any secret has. */
function mayHoldAny(text: string, name: string | undefined, { hints, shapes }: Rules): boolean {
  if (!hints) return true;
  if (text.length < SHORTEST) return false;
  return (
    hints.some((hint) => hint.test(text)) || (name !== undefined && shapes.some((shape) => isUnder(text, name, shape)))
  );
}

/** Long base64 and nothing else: an image, or what only the service can read. */
function isBlob(text: string): boolean {
  return text.length >= LEAST_BLOB && BLOB.test(text);
}

function isNamed(text: string, name: string | undefined, rules: Rules): boolean {
  return rules.shapes.some((shape) => 'window' in shape || (name !== undefined && isUnder(text, name, shape)));
}

function isHinted(text: string, name: string | undefined, shape: Shape): boolean {
  if (name !== undefined && isUnder(text, name, shape)) return true;
  if (shape.hints.length === 0) return true;
  return shape.hints.some((hint) => text.includes(hint)) || (shape.head.ignoreCase && hasAnyCase(text, shape.hints));
}

function hasAnyCase(text: string, hints: readonly string[]): boolean {
  let pattern = anyCase.get(hints);
  if (!pattern) {
    pattern = new RegExp(hints.join('|'), 'i');
    anyCase.set(hints, pattern);
  }
  return pattern.test(text);
}
const anyCase = new WeakMap<readonly string[], RegExp>();

function masked(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  let rest = '';
  let from = 0;
  for (const { start, end } of spans) {
    rest += text.slice(from, start) + MASK.repeat(end - start);
    from = end;
  }
  return rest + text.slice(from);
}
