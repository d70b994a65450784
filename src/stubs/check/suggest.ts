/** Guesses which word was meant. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

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

/** A word longer than this is no slip of the pen, and comparing costs its length squared. */
const MAX_WORD = 60;

/**
 * The candidate nearest to `word`, if one is near enough to be meant. Case, `_` and `-` count for nothing.
 * @example nearest('contain', ['exact', 'contains']) // 'contains'
 * @example nearest('tool_choice', ['tool', 'toolChoice']) // 'toolChoice'
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > MAX_WORD) return undefined;
  const other = Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : undefined;
  if (other !== undefined && candidates.includes(other)) return other;
  // Loaded when the first mistake is found: most files have none.
  const { distance } = require('fastest-levenshtein') as typeof import('fastest-levenshtein');
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const steps = distance(plain(word), plain(candidate));
    if (steps >= least) continue;
    best = candidate;
    least = steps;
  }
  return best;
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates);
  return found === undefined ? '' : ` Did you mean "${found}"?`;
}

function plain(word: string): string {
  return word.replace(/[-_ ]/g, '').toLowerCase();
}
