/** Regular expressions from strangers: those that could take exponential time are not applied. */

/** Characters tried at most, as a power of the number of unbounded repetitions in the pattern. */
const MAX_WORK = 10_000_000;

interface Pattern {
  test(text: string): boolean;
}

/**
 * What Ajv calls for `pattern` and `patternProperties`. Patterns that repeat a group which itself repeats or chooses, like
 * `(a+)+` or `(a|aa)*`, and texts too long for the pattern's number of repetitions count as matching: a mock had better accept
 * too much than hang. A pattern that is not valid with the `u` flag is tried without, as most users write it.
 * @throws SyntaxError for a pattern that is no regular expression at all.
 */
export function guardedRegExp(pattern: string, flags: string): Pattern & { exec: RegExp['exec'] } {
  const regExp = newRegExp(pattern, flags);
  const longest = longestText(pattern);
  const guarded = {
    test: (text: string) => text.length > longest || regExp.test(text),
    exec: (text: string) => regExp.exec(text),
    // Ajv tells patterns apart by their text.
    toString: () => String(regExp),
  };
  return guarded;
}

// Ajv asks for the source of the function in case it should write standalone code, which is never done with these.
guardedRegExp.code = 'guardedRegExp';

/**
 * The longest text that a pattern may be applied to anywhere in it, without a bound on the time; -1: none, it is risky.
 * Unlike a check of a value, a search through a long text begins anew at every character, unless the pattern says where it begins.
 */
export function longestSafeText(pattern: string): number {
  const { unbounded, isRisky } = readRepetitions(pattern);
  if (isRisky) return -1;
  // Alternatives may leave the anchor to the first of them.
  const anchored = pattern.startsWith('^') && !pattern.includes('|');
  const counted = pattern.match(/\{\d+\}/g)?.length ?? 0;
  return Math.floor(MAX_WORK ** (1 / Math.max(1, unbounded + counted + (anchored ? 0 : 1))));
}

/** A pattern that is not valid with the flags is tried without them. */
export function newRegExp(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return new RegExp(pattern);
  }
}

/** The longest text the pattern is applied to; -1 when it is not applied at all. */
function longestText(pattern: string): number {
  const { unbounded, isRisky } = readRepetitions(pattern);
  return isRisky ? -1 : Math.floor(MAX_WORK ** (1 / Math.max(1, unbounded)));
}

/** Walks the pattern once, with a stack of open groups. */
function readRepetitions(pattern: string): { unbounded: number; isRisky: boolean } {
  const groups: { varies: boolean }[] = [{ varies: false }];
  let unbounded = 0;
  let isRisky = false;
  let closed: { varies: boolean } | undefined;
  for (let index = 0; index < pattern.length; index++) {
    const letter = pattern[index];
    const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(pattern.slice(index, index + 12))?.[0];
    if (letter === '\\') {
      // A backreference may match anything its group did; together with repetition that is beyond a simple estimate.
      if (/[1-9k]/.test(pattern[index + 1] ?? '')) isRisky = true;
      index++;
      closed = undefined;
    } else if (letter === '[') {
      index = endOfClass(pattern, index);
      closed = undefined;
    } else if (letter === '(') {
      groups.push({ varies: false });
      if (pattern[index + 1] === '?') index++;
      closed = undefined;
    } else if (letter === ')') {
      closed = groups.length > 1 ? groups.pop() : undefined;
      if (closed?.varies) groups.at(-1)!.varies = true;
    } else if (letter === '|') {
      groups.at(-1)!.varies = true;
      closed = undefined;
    } else if (quantifier !== undefined) {
      const isFixed = /^\{\d+\}$/.test(quantifier);
      const repeats = quantifier !== '?';
      if (repeats && closed?.varies) isRisky = true;
      if (repeats && !isFixed) unbounded++;
      if (!isFixed) groups.at(-1)!.varies = true;
      index += quantifier.length - 1;
      closed = undefined;
    } else closed = undefined;
  }
  return { unbounded, isRisky };
}

function endOfClass(pattern: string, start: number): number {
  for (let index = start + 1; index < pattern.length; index++) {
    if (pattern[index] === '\\') index++;
    else if (pattern[index] === ']') return index;
  }
  return pattern.length;
}
