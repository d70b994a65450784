/** Answers at length: paragraphs about the subject, at times with headings, a list or code. */
import { type Ask, capital, some } from './ask.ts';
import { codeFence, wantsCode } from './code-sample.ts';
import { ASPECTS, CLOSE, DETAILS, OPEN, OPEN_QUOTING } from './english.ts';

/** Code, and what it does. */
export function coded({ heard, quote, random }: Ask): string | null {
  if (!wantsCode(heard.asked)) return null;
  const lead = random.pick([
    'Here is a version to start from:',
    `Here is a small example for ${quote}:`,
    'This does what you describe:',
  ]);
  const told = random.chance(0.6)
    ? [
        'How it works:\n\n- Empty items are left out.\n- At most the first few are kept.\n- The input itself is not changed.',
      ]
    : ['It leaves out what is empty and keeps the first few; adjust the limit to your needs.'];
  const close = random.chance(0.4) ? ['Would you like tests for it as well?'] : [];
  return [lead, codeFence(heard, random), ...told, ...close].join('\n\n');
}

/** The answer to everything else. */
export function essay({ about, subject, quote, heard, paragraphs, random }: Ask): string {
  const fill = (sentence: string): string => capital(sentence.replace('{it}', () => about));
  const details = some(DETAILS, DETAILS.length, random);
  const take = (): string => details.splice(0, random.int(1, 3)).join(' ');
  const open =
    heard.attachment === null
      ? fill(random.pick(about === quote ? OPEN_QUOTING : OPEN))
      : `I had a look at the ${heard.attachment}. ${fill(random.pick(about === quote ? OPEN_QUOTING : OPEN))}`;
  const parts = [`${open} ${take()}`];
  if (paragraphs === 3 && random.chance(0.5)) {
    for (const heading of some(['The basics', 'What matters most', 'In practice', 'What to watch for'], 2, random)) {
      parts.push(`## ${heading}`, take());
    }
  } else {
    for (let i = 1; i < paragraphs; i++) parts.push(take());
  }
  if (random.chance(0.3))
    parts.push(
      some(ASPECTS, random.int(2, 4), random)
        .map((aspect) => `- ${aspect.replace('{it}', () => subject)}`)
        .join('\n'),
    );
  if (random.chance(0.5)) parts.push(random.pick(CLOSE));
  return parts.join('\n\n');
}
