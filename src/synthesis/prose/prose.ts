/** The text of answers: what an assistant would say to this request. */
import type { Random } from '../../random.ts';
import type { Heard } from '../hear.ts';
import { topicOf } from '../topic.ts';
import { type Ask, askOf, some } from './ask.ts';
import { CLOSE, DETAILS } from './english.ts';
import { coded, essay } from './essay.ts';
import { foreign } from './foreign.ts';
import { summary, translation } from './given-text.ts';
import { languageOf } from './language.ts';
import { comparison, listing, steps } from './lists.ts';
import { fromResults, fromResultsIn } from './results.ts';
import { greeting, oneSentence, repetition, sum, yesOrNo } from './short-answers.ts';
import { TONGUES } from './tongues.ts';
import { writing } from './writings.ts';

/** Kinds of answers, the most particular first: the first that feels addressed speaks. */
const KINDS: readonly ((ask: Ask) => string | null)[] = [
  greeting,
  sum,
  translation,
  repetition,
  summary,
  coded,
  writing,
  comparison,
  oneSentence,
  listing,
  steps,
  yesOrNo,
];

/**
 * A whole answer: never empty, no white space at its ends, at most a few hundred tokens.
 *
 * @param paragraphs of an answer at length, 1 to 3
 */
export function prose(heard: Heard, paragraphs: number, random: Random): string {
  const language = languageOf(heard.asked);
  if (language !== 'en') {
    const tongue = TONGUES[language];
    return heard.results.length > 0 ? fromResultsIn(tongue, heard, random) : foreign(heard, paragraphs, tongue, random);
  }
  const ask = askOf(heard, paragraphs, random);
  if (heard.results.length > 0) return fromResults(ask);
  for (const kind of KINDS) {
    const text = kind(ask);
    if (text !== null) return text;
  }
  return essay(ask);
}

/** Further paragraphs to the same request, one per call: what makes an answer as long as it has to be. */
export function paragraphsOf(heard: Heard): (random: Random) => string {
  const language = languageOf(heard.asked);
  return language === 'en'
    ? (random) => essay(askOf(heard, 2, random))
    : (random) => foreign(heard, 2, TONGUES[language], random);
}

/** What is said before a call: a few words, as models do under tool_choice auto. */
export function leadIn(heard: Heard, calls: readonly string[], random: Random): string {
  const call = calls[0] ?? 'the tool';
  const { about } = askOf(heard, 1, random);
  const sure = about.startsWith('“') ? "I'll look into it right away." : `Let me look into ${about}.`;
  return random.pick(["I'll look that up.", "I'll check that for you.", `Let me use ${call} for that.`, sure]);
}

/** How an answer goes on that the caller has begun. It never repeats the beginning it was given. */
export function continuation(heard: Heard, random: Random): string {
  const given = heard.prefill ?? '';
  if (asksForJson(heard)) return `"topic": ${JSON.stringify(topicOf(heard))}, "complete": true}`;
  const { about } = askOf(heard, 1, random);
  const starts = some(
    [`with ${about} in mind`, `as far as ${about} is concerned`, `which matters for ${about}`],
    3,
    random,
  );
  const begin = starts.find((start) => given === '' || !start.startsWith(given)) ?? `— and so on, about ${about}`;
  return `${begin}. ${random.pick(DETAILS)} ${random.pick(CLOSE)}`;
}

/** Does the answer begin with a lone brace? Then the rest of an object follows. */
export function asksForJson({ prefill }: Heard): boolean {
  return /\{\s*$/.test(prefill?.slice(-20) ?? '');
}
