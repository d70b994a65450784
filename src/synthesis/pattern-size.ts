/** How long a string json-schema-faker might make for a caller's regular expression, told without making it. */

interface Level {
  size: number;
  /** Size of the newest item, which a quantifier would multiply. */
  item: number;
}

/**
 * Characters of the longest string, counting every alternative; Infinity for broken brackets. `(a{1000}){1000}` asks for a million.
 *
 * @example patternSize('^[a-z]{2}-\\d+$') // 9
 */
export function patternSize(pattern: string): number {
  const levels: Level[] = [{ size: 0, item: 0 }];
  for (let i = 0; i < pattern.length; i++) {
    const level = levels.at(-1)!;
    const char = pattern[i]!;
    const quantifier = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})/.exec(pattern.slice(i, i + 24));
    if (quantifier !== null && level.item > 0) {
      level.size += level.item * (repetitions(quantifier) - 1);
      level.item = 0;
      i += quantifier[0].length - 1;
    } else if (char === '(') {
      levels.push({ size: 0, item: 0 });
    } else if (char === ')') {
      const closed = levels.pop()!;
      if (levels.length === 0) return Number.POSITIVE_INFINITY;
      add(levels.at(-1)!, closed.size);
    } else if (char === '[') {
      i = endOfClass(pattern, i);
      add(level, 1);
    } else if (!'|^$'.includes(char)) {
      if (char === '\\') i++;
      add(level, 1);
    }
  }
  return levels.length === 1 ? levels[0]!.size : Number.POSITIVE_INFINITY;
}

function add(level: Level, item: number): void {
  level.item = Math.max(1, item);
  level.size += level.item;
}

/** The library repeats `*` up to five times, and `+` and `{n,}` five times more than they demand. */
function repetitions(quantifier: RegExpExecArray): number {
  const [whole, least, most] = quantifier;
  if (least === undefined) return whole === '?' ? 1 : whole === '*' ? 5 : 6;
  return most === undefined ? Number(least) : Math.min(Number(most || Number.POSITIVE_INFINITY), Number(least) + 5);
}

function endOfClass(pattern: string, start: number): number {
  let i = start + 1;
  while (i < pattern.length && pattern[i] !== ']') i += pattern[i] === '\\' ? 2 : 1;
  return i;
}
