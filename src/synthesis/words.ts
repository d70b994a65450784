/** Words: how a text is taken apart to find what it is about. */

/** Longer texts are judged by their last part: questions come after the material. */
export const READ = 20_000;

// Built from letters, marks, digits and inner apostrophes only, so a word never holds a lone surrogate or a control character.
const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}]+)*/gu;
const PARTS_OF_NAME = /\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{Lu}+(?!\p{Ll})/gu;
const IDEOGRAPHS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2,}$/u;

const STOP_WORDS = new Set(
  (
    "a about above after again all also am an and any are aren't as at be because been before being below best between both but by " +
    "call can can't could did do does doesn't doing don't down during each either else etc ever every few for from further " +
    'get gets getting give given gives go going good got had has have having he hello her here hers hey hi him his how however ' +
    "i i'd i'll i'm i've if in into is isn't it it's its itself just kindly know let let's like likely make makes making many may me " +
    'might mine more most much must my myself name need needs no nor not now of off ok okay on once one only or other our ours out ' +
    'over own parameter perhaps please quite rather really said same say set shall she should so some something string such sure ' +
    "take tell than thank thanks that that's the their theirs them then there there's these they thing things this those through to " +
    'too tool tools two under until up upon us use used user uses using value very via want wants was way we well were what ' +
    "what's when where which while who whom whose why will with within without would yes yet you you'd you'll your yours"
  ).split(' '),
);

const LONGEST_STOP_WORD = Math.max(...[...STOP_WORDS].map((word) => word.length));

/** The words of a text, as written, in order; very long ones are left out. */
export function wordsOf(text: string): string[] {
  return (text.slice(-READ).match(WORD) ?? []).filter((word) => word.length <= 40);
}

/** True for words that carry no topic of their own. */
export function isStopWord(word: string): boolean {
  // Nothing in the list is longer; looking at the length first spares the long words the rest.
  if (word.length > LONGEST_STOP_WORD) return false;
  const lower = word.toLowerCase();
  return STOP_WORDS.has(lower.includes('’') ? lower.replaceAll('’', "'") : lower);
}

/** A word without its commonest English endings, so that `cities` meets `city` and `searching` meets `search`. */
export function stem(word: string): string {
  const lower = word.toLowerCase().replace(/['’]s$/, '');
  if (lower.length > 4 && lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  for (const ending of ['ing', 'ed', 'es', 's']) {
    if (lower.length - ending.length >= 3 && lower.endsWith(ending) && !lower.endsWith('ss')) {
      const root = lower.slice(0, -ending.length);
      return root.endsWith('e') ? root.slice(0, -1) : root;
    }
  }
  return lower.length > 3 && lower.endsWith('e') ? lower.slice(0, -1) : lower;
}

/**
 * The stems a text is about: stop words left out, names such as `getWeather_v2` taken apart, scripts without spaces cut in pairs.
 *
 * @example stemsOf('the get_weather tools') // Set { 'weather' }
 */
export function stemsOf(text: string): Set<string> {
  return collectStems(text, isStopWord);
}

/**
 * The stems of a property's name, in which every word counts.
 *
 * @example stemsOfName('firstName') // Set { 'firstnam', 'first', 'nam' }
 */
export function stemsOfName(name: string): Set<string> {
  return collectStems(name, () => false);
}

function collectStems(text: string, skip: (word: string) => boolean): Set<string> {
  const stems = new Set<string>();
  for (const word of wordsOf(text)) {
    if (IDEOGRAPHS.test(word)) {
      for (let i = 0; i + 1 < word.length; i++) stems.add(word.slice(i, i + 2));
      continue;
    }
    if (skip(word)) continue;
    stems.add(stem(word));
    for (const part of word.match(PARTS_OF_NAME) ?? []) {
      if (part.length > 1 && part.length < word.length && !skip(part)) stems.add(stem(part));
    }
  }
  return stems;
}
