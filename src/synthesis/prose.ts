/** The text of answers: plain prose about the request's own topic, sometimes with a list or some code. */
import type { Random } from '../random.ts';
import { codeFence, wantsCode } from './code-sample.ts';
import type { Heard, HeardResult } from './hear.ts';
import { BULLETS, CLOSINGS, DETAILS, GREETINGS, OPENINGS } from './phrases.ts';
import { keyWords, NO_TOPIC, topicOf } from './topic.ts';

/** A whole answer of the given number of paragraphs: never empty, no space at its ends, at most a few hundred tokens. */
export function prose(heard: Heard, paragraphs: number, random: Random): string {
  if (heard.results.length > 0) return aboutResults(heard, random);
  if (topicOf(heard) === NO_TOPIC) return random.pick(GREETINGS);
  const speak = speaker(heard, random);
  const details = shuffled(DETAILS, random);
  const parts: string[] = [];
  for (let i = 0; i < paragraphs; i++) {
    const sentences = [...(i === 0 ? [random.pick(OPENINGS)] : []), ...details.splice(0, random.int(1, 3))];
    parts.push(sentences.map(speak).join(' '));
  }
  if (wantsCode(heard.asked)) parts.push(codeFence(heard, random));
  else if (random.chance(0.3)) parts.push(list(heard, random));
  if (random.chance(0.6)) parts.push(speak(random.pick(CLOSINGS)));
  return parts.join('\n\n');
}

/** What is said before a call: a few words, as models do under tool_choice auto. */
export function leadIn(heard: Heard, calls: readonly string[], random: Random): string {
  const topic = topicOf(heard);
  const call = calls[0] ?? 'the tool';
  return random.pick([
    "I'll look that up.",
    `I'll check ${topic} for you.`,
    `Let me use ${call} for that.`,
    `Let me look into ${topic}.`,
  ]);
}

/** How an answer goes on that the caller has begun. It never repeats the beginning it was given. */
export function continuation(heard: Heard, random: Random): string {
  const given = heard.prefill ?? '';
  const speak = speaker(heard, random);
  // A lone brace asks for JSON: the rest of an object follows.
  if (/\{\s*$/.test(given.slice(-20))) return `"topic": ${JSON.stringify(topicOf(heard))}, "complete": true}`;
  const topic = topicOf(heard);
  const starts = shuffled(
    [
      `which depends mostly on ${topic}`,
      `as far as ${topic} is concerned`,
      `with ${topic} in mind`,
      'and that is only the beginning',
    ],
    random,
  );
  const begin = starts.find((start) => given === '' || !start.startsWith(given)) ?? '— and so on';
  return `${begin}. ${speak(random.pick(DETAILS))} ${speak(random.pick(CLOSINGS))}`;
}

function aboutResults(heard: Heard, random: Random): string {
  const failed = heard.results.filter((result) => result.isError);
  const worked = heard.results.filter((result) => !result.isError);
  const parts: string[] = [];
  if (worked.length === 1)
    parts.push(
      `${random.pick(['Here is what I found', 'This is the result', 'I have the answer now'])}: ${told(worked[0]!)}`,
    );
  else if (worked.length > 1)
    parts.push(
      `Here is what I found:\n\n${worked
        .slice(0, 8)
        .map((one) => `- ${told(one)}`)
        .join('\n')}`,
    );
  for (const result of failed.slice(0, 4)) {
    parts.push(`The ${result.tool || 'tool'} call returned an error${result.text === '' ? '' : `: ${result.text}`}`);
  }
  const topic = topicOf(heard);
  if (failed.length > 0)
    parts.push(`I could not complete everything about ${topic}. Shall I try again in another way?`);
  else
    parts.push(
      random.pick([
        `That should answer your question about ${topic}.`,
        `Is there anything else you would like to know about ${topic}?`,
      ]),
    );
  return parts.join('\n\n');
}

function told(result: HeardResult): string {
  const tool = result.tool === '' ? '' : ` (from ${result.tool})`;
  return result.text === '' ? `the call came back without any text${tool}.` : `${result.text}${tool}`;
}

/** Bullets headed by words of the request, or by common ones when it has too few. */
function list(heard: Heard, random: Random): string {
  const words = keyWords(heard);
  const heads = shuffled(words.length >= 4 ? words : ['scope', 'timing', 'effort', 'risks', 'next steps'], random);
  const numbered = random.chance(0.5);
  return shuffled(BULLETS, random)
    .slice(0, random.int(2, 4))
    .map((bullet, index) => `${numbered ? `${index + 1}.` : '-'} **${capital(heads[index]!)}**: ${bullet}`)
    .join('\n');
}

/** Fills templates with the topic and, turn by turn, the words of the request. */
function speaker(heard: Heard, random: Random): (template: string) => string {
  const topic = topicOf(heard);
  const words = shuffled(keyWords(heard), random);
  let turn = 0;
  const word = (): string => (words.length === 0 ? 'the question' : words[turn++ % words.length]!);
  return (template) => {
    const filled = template.replace('{topic}', () => topic).replace('{word}', word);
    return capital(filled);
  };
}

function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.int(0, i);
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}
