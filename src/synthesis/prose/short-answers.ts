/** Answers that are over in a line or two: greetings, thanks, words to be repeated, sums, yes and no. */
import { quotable } from '../hear.ts';
import { type Ask, some } from './ask.ts';
import { AT_YOUR_SERVICE, DETAILS, GREETINGS, NO, WELCOME, YES } from './english.ts';

const GREETING =
  /^(?:hi|hello|hey|greetings|good (?:morning|afternoon|evening|day)|howdy|yo)(?: there| claude| all| everyone| again)?[\p{P}\p{S}\s]*(?:how are you(?: doing)?(?: today)?)?[\p{P}\p{S}\s]*$/iu;
const HELP = /^(?:(?:can|could|will|would) you )?(?:please )?help(?: me)?(?: please)?[.?!]*$/i;
const THANKS = /^(?:thanks|thank you|thx|cheers|great|perfect|awesome)\b.{0,40}$/i;

/** An answer to a greeting, to thanks, or to nothing at all. */
export function greeting({ heard, line, random }: Ask): string | null {
  if (line === '' && heard.attachment !== null) return null;
  if (line === '' || GREETING.test(line) || GREETING.test(heard.asked.slice(0, 80).trim()))
    return random.pick(GREETINGS);
  if (HELP.test(line)) return random.pick(AT_YOUR_SERVICE);
  return THANKS.test(line) ? random.pick(WELCOME) : null;
}

const REPEAT =
  /^(?:say|repeat|(?:reply|respond|answer)(?: to me)?(?: only| just)?(?: with)?)(?: after me| back)?:?(?: only| just| exactly)*(?: with)?(?: the)?(?: single| exact)?(?: words?| phrase| text| sentence)?:? ["“'`]?(?!something|anything|about|to |in |as |using |with )([^"”`\n]{1,60}?)["”'`]?(?: and nothing else| only|, nothing else| exactly)?[.!]?$/i;

/** The words that the user wants to hear. */
export function repetition({ line }: Ask): string | null {
  const words = REPEAT.exec(line)?.[1]?.trim();
  return words && words.split(' ').length <= 8 ? words : null;
}

const SUM =
  /^(?:what(?:'s|’s| is)|calculate|compute|how much is)? ?(-?\d{1,9}(?:\.\d{1,6})?) ?([-+*/x×÷]|plus|minus|times|divided by) ?(-?\d{1,9}(?:\.\d{1,6})?) ?[=?.]*$/i;

/** The result of a sum of two numbers. */
export function sum({ line, random }: Ask): string | null {
  const [, left, sign, right] = SUM.exec(line) ?? [];
  if (left === undefined || sign === undefined || right === undefined) return null;
  const [a, b] = [Number(left), Number(right)];
  if (/[/÷]|divided/i.test(sign) && b === 0) return 'That has no answer: division by zero is undefined.';
  const [shown, value] = /[+]|plus/i.test(sign)
    ? ['+', a + b]
    : /-|minus/i.test(sign)
      ? ['-', a - b]
      : /[*x×]|times/i.test(sign)
        ? ['×', a * b]
        : ['÷', a / b];
  const result = String(Number(value.toPrecision(12)));
  return random.pick([`${left} ${shown} ${right} = ${result}`, `The answer is **${result}**.`]);
}

const YES_NO =
  /^(?:is|are|was|were|am|do|does|did|can|could|should|would|will|has|have|had|may|might|must)(?:n['’]t)? [^?]{2,200}\?\s*$/i;

/** Yes or no, and a little more. */
export function yesOrNo({ line, random }: Ask): string | null {
  if (!YES_NO.test(line) || / or /i.test(line)) return null;
  const short = random.pick(random.chance(0.7) ? YES : NO);
  return [short, ...some(DETAILS, random.int(1, 3), random)].join(' ');
}

/** What was asked for in a single sentence. */
export function oneSentence({ line, heard, about, random }: Ask): string | null {
  if (
    !/\b(?:one|a single|1) (?:short )?(?:sentence|word|line)\b|\b(?:very )?briefly\b|\bin brief\b/i.test(
      heard.asked.slice(-600),
    )
  )
    return null;
  if (/\b(?:one|a single|1) word\b/i.test(line))
    return quotable(random.pick(['Balance.', 'Context.', 'Patience.', 'Clarity.']), 4);
  return `In short, ${about} is best understood from a simple example first and from the details later.`;
}
