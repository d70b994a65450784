/** What a request is about, in a few of its own words. */
import { type Heard, quotable } from './hear.ts';
import { isStopWord, wordsOf } from './words.ts';

/** What stands for a topic when the text has none, as in `Hello!`. */
export const NO_TOPIC = 'your message';
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const MOST_WORDS = 5;
/** Small words that hold a phrase together, as in `capital of France`. */
const LINKS = new Set(['of', 'the', 'for', 'in', 'and', 'de', 'la']);
/** Verbs that say what to do with the topic, and are no part of it. */
const TASKS = new Set(
  (
    'answer ask build calculate call check compare compute create define describe draft explain extract fetch find fix generate ' +
    'implement look provide read reply respond return review rewrite run search send show solve summarise think summarize test ' +
    'translate write brief briefly detail sentence sentences word words short long exactly'
  ).split(' '),
);

/**
 * The longest run of meaningful words in the newest user text (of several, the last), at most five, fit to stand inside a sentence.
 *
 * @example topicOf(hear(request)) // 'capital of France'
 */
export function topicOf(heard: Heard): string {
  let best: string[] = [];
  let run: string[] = [];
  const close = (): void => {
    while (LINKS.has(run.at(-1)?.toLowerCase() ?? '')) run.pop();
    if (run.length >= best.length && run.length > 0) best = run;
    run = [];
  };
  for (const word of wordsOf(heard.asked)) {
    const link = LINKS.has(word.toLowerCase());
    const carries = !link && !isStopWord(word) && !TASKS.has(word.toLowerCase());
    if (carries || (link && run.length > 0)) run.push(word);
    else close();
    if (run.length === MOST_WORDS) close();
  }
  close();
  if (best.length > 0) return quotable(best.join(' '), 20);
  return heard.attachment === null ? NO_TOPIC : `the ${heard.attachment}`;
}

/** Meaningful words of the newest user text, without repetition, in order; whole sentences of unspaced scripts are no words. */
export function keyWords(heard: Heard): string[] {
  const words = wordsOf(heard.asked).filter(
    (word) =>
      word.length > 2 &&
      word.length <= 20 &&
      !UNSPACED.test(word) &&
      !isStopWord(word) &&
      !TASKS.has(word.toLowerCase()),
  );
  return [...new Set(words)].slice(0, 12);
}
