/** What the user asks for, taken apart once: the line that asks, and words for its subject that fit into a sentence. */
import type { Random } from '../../random.ts';
import { type Heard, quotable } from '../hear.ts';

export interface Ask {
  heard: Heard;
  random: Random;
  /** How many paragraphs a longer answer has, 1 to 3. */
  paragraphs: number;
  /** The asking line, cleaned, without `please` and the like. Material before or behind it is left out. May be ''. */
  line: string;
  /** The line as a short quotation, in quotation marks. */
  quote: string;
  /** The subject as it stands in the line when that is sure to be a noun phrase, else the quotation. */
  about: string;
  /** The same where a quotation would not fit. */
  subject: string;
}

/** An asking line is at most this long; whatever is longer is material. */
const LONGEST = 300;
/** How many pieces a quotation has at most. */
const QUOTED = 22;

const POLITE =
  /^(?:(?:please|kindly|hey|hi|hello|ok|okay|so|now|well|claude|(?:can|could|would|will) you(?: please| kindly)?|i(?:'d| would) like you to|i (?:want|need) you to|help me(?: to)?)[,!]?\s+)+/i;

const SUBJECT =
  /^(?:what(?:'s|’s| is| are| was| were)|who(?:'s|’s| is| are| was| were)|(?:tell|teach) me(?: \w+){0,2} about|explain(?: to me)?|describe|discuss|define|introduce|(?:(?:give|write|draft|make)(?: me)? )?(?:an? |the )?(?:\w+ ){0,2}(?:overview|explanation|description|definition|introduction|summary|essay|paragraph|article|sentence|text|story|poem|haiku|email|letter|note|post|song|joke) (?:of|about|on|to|for)|(?:write|talk|speak|think) about|i have a question about)\s+/i;

/** Words that make of a phrase a clause, which cannot stand where a noun stands. */
const CLAUSE =
  /\b(?:is|are|was|were|do|does|did|can|will|would|should|could|to|that|which|who|how|why|what|when|if|because|i|we|you|me|like|please|then|it|this|these|those|and then)\b/i;

/** How something shall be told is no part of what is told. */
const MANNER =
  / (?:(?:in|using|with) (?:one|a|an|two|three|four|five|\d+|simple|plain|a few|great|more) (?:\w+ )?(?:sentences?|words?|paragraphs?|lines?|terms|detail|english)|in detail|briefly|step by step|for (?:me|us|a child|beginners))$/i;

/** Reads the newest user text. */
export function askOf(heard: Heard, paragraphs: number, random: Random): Ask {
  const line = askingLine(heard.asked).replace(POLITE, '');
  const quote = `“${quotable(line.replace(/["“”]/g, ''), QUOTED)}”`;
  const noun = nounIn(line) ?? attached(heard, line);
  return { heard, random, paragraphs, line, quote, about: noun ?? quote, subject: noun ?? 'the subject' };
}

/** The last line when it is short, because questions come after the material; else the first; else the beginning. */
function askingLine(asked: string): string {
  const text = asked.length <= LONGEST ? asked : `${asked.slice(0, LONGEST)}\n${asked.slice(-LONGEST)}`;
  const lines = text.split('\n').filter((line) => /[\p{L}\p{N}]/u.test(line));
  const first = lines[0] ?? '';
  const last = lines.at(-1) ?? '';
  const asking = /[?？؟]\s*$/.test(last) || (lines.length > 1 && first.length > last.length && !/:\s*$/.test(first));
  return quotable(asking ? last : first, LONGEST / 4);
}

/** The noun phrase that the line asks about, or null when there is none that is sure to be one. */
function nounIn(line: string): string | null {
  const lead = SUBJECT.exec(line)?.[0];
  return lead === undefined ? null : nounPhrase(line.slice(lead.length));
}

/** A phrase as a noun inside a sentence to the user: the user's `my` is our `your`. Null when it is a clause, or too long. */
export function nounPhrase(phrase: string): string | null {
  const first = (phrase.split(/[.?!;:,\n]/, 1)[0] ?? '').replace(/^.* about (?=.)/i, '');
  const bare = first.trim().replace(MANNER, '');
  if (bare === '' || bare.length > 70 || CLAUSE.test(bare)) return null;
  return bare.replace(/\b(my|your|our)\b/gi, (word) => (word.toLowerCase() === 'your' ? 'my' : 'your'));
}

function attached({ attachment }: Heard, line: string): string | null {
  return attachment !== null && line === '' ? `the ${attachment}` : null;
}

/** With a capital at its beginning. */
export function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** Some of a list, in a new order. */
export function some<T>(list: readonly T[], count: number, random: Random): T[] {
  const rest = [...list];
  const most = Math.min(count, rest.length);
  for (let i = 0; i < most; i++) {
    const j = random.int(i, rest.length - 1);
    [rest[i], rest[j]] = [rest[j]!, rest[i]!];
  }
  return rest.slice(0, most);
}
