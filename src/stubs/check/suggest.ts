/** Guesses which key of a stub was meant. */
import { hint, nearest as nearestWord } from '../../did-you-mean.ts';

/** What other tools call the same. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  regex: 'matches',
  regexp: 'matches',
  pattern: 'matches',
  match: 'matches',
  equals: 'exact',
  equal: 'exact',
  is: 'exact',
  includes: 'contains',
  response: 'respond',
  reply: 'respond',
  answer: 'respond',
  returns: 'respond',
  request: 'when',
  conditions: 'when',
  prompt: 'text',
  blocks: 'content',
  delay: 'pace',
  latency: 'pace',
  replies: 'sequence',
  responses: 'sequence',
  limit: 'times',
  tool_call: 'tool_use',
  function_call: 'tool_use',
  requiredScenarioState: 'whenState',
  newScenarioState: 'setState',
};

/**
 * The candidate that is meant by `word`: another tool's name for it, or one that is spelt nearly the same.
 *
 * @example nearest('regex', ['exact', 'matches']) // 'matches'
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const other = Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : undefined;
  return other !== undefined && candidates.includes(other) ? other : nearestWord(word, candidates);
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  return hint(nearest(word, candidates));
}
