/** Names with `*` and `?`: the whole name, upper and lower case told apart, `*` crossing slashes. */
import type { Glob } from '../stub.ts';

/**
 * Whether a name fits. Nothing but the latest `*` is ever tried again, so there is no pattern that takes long; `?` is one UTF-16 unit.
 *
 * @example fitsGlob('claude-*-4', 'claude-opus-4') // true
 */
export function fitsGlob(pattern: string, name: string): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let resume = 0;
  while (at < name.length) {
    if (pattern[inPattern] === '*') {
      star = inPattern++;
      resume = at;
    } else if (inPattern < pattern.length && (pattern[inPattern] === '?' || pattern[inPattern] === name[at])) {
      inPattern++;
      at++;
    } else if (star >= 0) {
      inPattern = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[inPattern] === '*') inPattern++;
  return inPattern === pattern.length;
}

/** Is it a name as it stands? */
export function isPlainName(pattern: string): boolean {
  return !/[*?]/.test(pattern);
}

/** One name or several, of which one must fit. */
export function compileGlob(glob: Glob): { fits(name: string): boolean; patterns: readonly string[] } {
  const patterns = typeof glob === 'string' ? [glob] : [...glob];
  return { fits: (name) => patterns.some((pattern) => fitsGlob(pattern, name)), patterns };
}
