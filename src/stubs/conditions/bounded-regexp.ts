/** A regular expression of a stub's author, which always comes to an end. */
import { longestSafeText, newRegExp } from '../../contract/guarded-regexp.ts';
import { withinTime } from './time-bound.ts';

export interface BoundedRegExp {
  /** Does it match? Undefined: it ran out of time, or of stack. */
  test(text: string): boolean | undefined;
  /** As `/source/flags`. */
  written: string;
}

const WITH_FLAGS = /^\/(.+)\/([dgimsuvy]*)$/s;

/**
 * Written as `source`, or as `/source/flags`. A source without flags gets `u` where it is valid with it.
 * Patterns that are known to be quick run as they are; all others, and very long texts, get 50 ms.
 *
 * @throws SyntaxError when it is no regular expression
 * @example boundedRegExp('/^hello/i').test('Hello') // true
 */
export function boundedRegExp(written: string): BoundedRegExp {
  const [, source, flags] = WITH_FLAGS.exec(written) ?? [];
  const regExp = source === undefined ? newRegExp(written, 'u') : new RegExp(source, flags);
  const longest = longestSafeText(regExp.source);
  const run = (text: string) => {
    // With the flags g and y a RegExp remembers where it stopped.
    regExp.lastIndex = 0;
    try {
      return regExp.test(text);
    } catch {
      // On texts of megabytes an alternative that repeats exhausts the stack of the engine before the time.
      return undefined;
    }
  };
  // A text is asked about again when it is told why nothing matched.
  let endless: string | undefined;
  return {
    written: String(regExp),
    test(text) {
      if (text.length <= longest) return run(text);
      if (text === endless) return undefined;
      const verdict = withinTime(() => run(text));
      if (verdict === undefined) endless = text;
      return verdict;
    },
  };
}
