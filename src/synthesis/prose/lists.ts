/** Answers that are lists and tables: so many things, steps, comparisons. */
import { quotable } from '../hear.ts';
import { namesOf } from '../names.ts';
import { type Ask, nounPhrase, some } from './ask.ts';
import { ASPECTS, COMPARED, OPTIONS, STEPS } from './english.ts';

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const COUNTED =
  /\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: \w+){0,2}? (\w{3,}s|people|children)\b/i;
const LISTING =
  /^(?:name|list|give|tell|suggest|recommend|brainstorm|show|write|what are|which|find|pick|think of|come up with)\b/i;
const LIST_OF =
  /^(?:list|name|suggest|recommend|brainstorm)(?: me| some| a few| the)*\b|\b(?:a list of|bullet points|bulleted list|ideas for)\b/i;
/** Things said about a subject; of anything else the listed things themselves are wanted. */
const SAYINGS =
  /^(?:facts|things|points|reasons|ways|aspects|benefits|tips|sentences|words|arguments|causes|effects|lessons|questions|advantages|disadvantages)$/i;

/** A list of as many things as were asked for. */
export function listing({ line, subject: whole, random }: Ask): string | null {
  const [counted, written, noun] = (LISTING.test(line) ? COUNTED.exec(line) : null) ?? [];
  if (counted === undefined && !LIST_OF.test(line)) return null;
  const asked =
    written === undefined ? random.int(3, 6) : Number(written) || NUMBERS.indexOf(written.toLowerCase()) + 1;
  const count = Math.max(1, asked);
  const subject = nounPhrase(/\b(?:about|on|for|of|in)\b (.*)$/i.exec(line)?.[1] ?? '') ?? whole;
  const sayings = noun === undefined || SAYINGS.test(noun);
  const bank = sayings ? ASPECTS : OPTIONS;
  // Beyond the bank the other one goes on, and then both begin again.
  const items: string[] = [];
  while (items.length < count)
    items.push(...some(items.length % 2 === 0 ? bank : OPTIONS, count - items.length, random));
  const numbered = counted !== undefined && random.chance(0.7);
  const list = items
    .map((item, i) => `${numbered ? `${i + 1}.` : '-'} ${item.replace('{it}', () => subject)}`)
    .join('\n');
  const what = counted === undefined ? 'a few' : quotable(counted, 8).toLowerCase();
  const lead = counted === undefined ? 'Here are a few to begin with:' : `Here ${count === 1 ? 'is' : 'are'} ${what}:`;
  return random.chance(0.85) ? `${lead}\n\n${list}` : list;
}

const HOW_TO =
  /\bhow (?:do|can|should|would|might) (?:i|we|you|one)\b|\bhow to\b|\b(?:steps|instructions|recipe|tutorial|guide|walk me through)\b/i;

/** Numbered steps. */
export function steps({ line, quote, random }: Ask): string | null {
  if (!HOW_TO.test(line)) return null;
  const count = random.int(3, 6);
  // The steps keep their order: the goal comes before the end.
  const chosen = some([...STEPS.keys()], count, random).sort((a, b) => a - b);
  const list = chosen.map((step, i) => `${i + 1}. ${STEPS[step]!}`).join('\n');
  const lead = random.pick([
    `Here is one way to go about ${quote}:`,
    'You can do this in a few steps:',
    `For ${quote}, work through these steps:`,
  ]);
  const close = random.chance(0.5) ? '\n\nIf you get stuck at one of them, tell me where.' : '';
  return `${lead}\n\n${list}${close}`;
}

const PAIR = [
  /\bcompare (.{2,60}?) (?:and|with|to|against|vs\.?) (.{2,60}?)(?:[.?!,;:]|$)/i,
  /\b(?:differences?|comparison) between (.{2,60}?) and (.{2,60}?)(?:[.?!,;:]|$)/i,
  /^(?:which is better,? |what is better,? )?(.{2,40}?) (?:vs\.?|versus) (.{2,40}?)(?:[.?!,;:]|$)/i,
];

/** A table of two things side by side. */
export function comparison({ line, random }: Ask): string | null {
  const found = PAIR.map((pattern) => pattern.exec(line)).find((match) => match !== null);
  if (!found) return null;
  const [left, right] = [cell(found[1]!), cell(found[2]!)];
  const rows = some(COMPARED, random.int(3, 5), random).map(([what, one, other]) => `| ${what} | ${one} | ${other} |`);
  const table = [`| | ${left} | ${right} |`, '|---|---|---|', ...rows].join('\n');
  const { names } = namesOf(line);
  const both = names.length >= 2 ? 'Both have their place' : 'Neither is better in every case';
  return `Here is how ${left} and ${right} compare in general terms:\n\n${table}\n\n${both}: which one fits depends on what matters most to you.`;
}

/** A text fit for a cell: no bar may end it early. */
function cell(text: string): string {
  return quotable(text.replace(/^the (?=.* of )/i, '').replaceAll('|', '/'), 14);
}
