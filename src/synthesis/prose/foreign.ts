/** Answers in the user's own language, where that is not English. */
import type { Random } from '../../random.ts';
import { type Heard, quotable } from '../hear.ts';
import { some } from './ask.ts';
import { codeFence, wantsCode } from './code-sample.ts';
import type { Tongue } from './tongues.ts';

/** `Answer in French:` says how, not what. */
const DEMAND = /\b(?:please )?(?:answer|reply|respond) in [a-z]{6,8}\b[:,.]?/i;

/** A whole answer in that language. */
export function foreign(
  heard: Heard,
  paragraphs: number,
  { greeting, greet, open, details, bullets, close, code, gap }: Tongue,
  random: Random,
): string {
  const asked = quotable(heard.asked.replace(/["“”«»「」„]/g, '').replace(DEMAND, ''), 24);
  if (asked === '' || greeting.test(heard.asked.slice(0, 60).trim())) return random.pick(greet);
  const bare = asked.replace(/[\s?!.。！？؟¿¡]+$/u, '').replace(/^[¿¡]/, '');
  const told = some(details, details.length, random);
  const take = (): string => told.splice(0, random.int(1, 2)).join(gap);
  const parts = [`${random.pick(open).replace('{q}', () => bare)}${gap}${take()}`];
  for (let i = 1; i < paragraphs && told.length > 0; i++) parts.push(take());
  if (wantsCode(heard.asked)) parts.push(code, codeFence(heard, random));
  else if (/\d/.test(asked) || random.chance(0.3))
    parts.push(
      some(bullets, random.int(3, 4), random)
        .map((bullet, i) => `${i + 1}. ${bullet}`)
        .join('\n'),
    );
  if (random.chance(0.5)) parts.push(random.pick(close));
  return parts.join('\n\n');
}
