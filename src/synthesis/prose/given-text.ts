/** Answers about a text that the user gave: summaries and translations. */
import { quotable } from '../hear.ts';
import type { Ask } from './ask.ts';
import { tongueCalled } from './language.ts';
import { TONGUES } from './tongues.ts';

const SUMMARY = /\b(?:summari[sz]e|summary of|sum up|tl;?dr|condense|shorten|key points)\b/i;

/** A summary that quotes the text it was given. */
export function summary({ heard, line, random }: Ask): string | null {
  if (!SUMMARY.test(line)) return null;
  const given = givenText(heard.asked, line);
  if (given === null) {
    if (heard.attachment !== null)
      return `In short, the ${heard.attachment} makes one main point and supports it with a few details.`;
    return 'Gladly. Please paste the text, and tell me how long the summary should be.';
  }
  const sentences = given
    .slice(0, 20_000)
    .split(/(?<=[.!?。！？])\s+/)
    .map((one) => quotable(one.replace(/["“”]/g, ''), 16))
    .filter((one) => one !== '');
  const first = sentences[0] ?? quotable(given, 16);
  if (sentences.length < 3) return `In short: “${first}”`;
  const others = [sentences[Math.floor(sentences.length / 2)]!, sentences.at(-1)!];
  if (random.chance(0.5)) return `**Summary:** the text begins with “${first}” and comes to “${others[1]}”`;
  return `The main points are:\n\n${[first, ...others].map((one) => `- “${one}”`).join('\n')}`;
}

const TRANSLATE =
  /\btranslat(?:e|ion)\b.{0,200}?\b(?:in)?to ([a-z]{4,12})\b|\bsay\b.{0,80}\bin (english|chinese|mandarin|japanese|korean|russian|arabic|spanish|german|french)\b/i;

/** A text in the language asked for: the right one for a greeting, otherwise one that stands in its place. */
export function translation({ heard, line, random }: Ask): string | null {
  const found = TRANSLATE.exec(line);
  if (!found) return null;
  const name = (found[1] ?? found[2])!;
  const tongue = tongueCalled(name);
  const quoted = /["“'‘«]([^"”'’»]{1,400})["”'’»]/.exec(line)?.[1] ?? givenText(heard.asked, line);
  if (tongue === undefined || tongue === 'en') {
    return quoted === null
      ? 'Of course. Which text would you like me to translate?'
      : `Here is the translation:\n\n> ${quotable(quoted, 60)}`;
  }
  const { greet, details, gap } = TONGUES[tongue];
  const short = /\b(?:hello|hi|good (?:morning|day|evening))\b/i.test(quoted ?? line);
  const text = short ? greet[0]!.split(/(?<=[!！。.])/)[0]! : [random.pick(details)].join(gap);
  return `Here it is in ${name[0]!.toUpperCase()}${name.slice(1).toLowerCase()}:\n\n> ${text}`;
}

/** What stands behind the asking line's colon, or beside the line; null when there is nothing. */
function givenText(asked: string, line: string): string | null {
  const read = asked.slice(0, 20_000);
  const behind = read.includes(':') ? read.slice(read.indexOf(':') + 1).trim() : '';
  if (behind.length > 8) return behind;
  const others = read.split('\n').filter((one) => /\p{L}{2}/u.test(one) && !one.includes(line.slice(0, 20)));
  const rest = others.join(' ').trim();
  return rest.length > 8 ? rest : null;
}
