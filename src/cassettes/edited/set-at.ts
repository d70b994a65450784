/** A value put at a place in JSON, named by a JSON pointer (RFC 6901). */
import { describeValue } from '../../contract/describe-value.ts';
import { CassetteError } from '../cassette.ts';

/**
 * A copy with `value` at `pointer`. The last step may name a key that is new, or `-`, behind the end of a list; all before it must be there.
 *
 * @throws CassetteError for what is no pointer, and for one that leads nowhere
 * @example setAt({ content: [{ text: 'Hi' }] }, '/content/0/text', 'Ho') // { content: [{ text: 'Ho' }] }
 */
export function setAt(whole: unknown, pointer: string, value: unknown): unknown {
  if (pointer !== '' && !pointer.startsWith('/'))
    throw new CassetteError(`"${pointer}" is no JSON pointer. One looks like /content/0/text.`);
  const steps = pointer.split('/').slice(1);
  return put(
    whole,
    steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
    value,
    '',
  );
}

function put(whole: unknown, [step, ...rest]: readonly string[], value: unknown, above: string): unknown {
  if (step === undefined) return value;
  const here = `${above}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const isLast = rest.length === 0;
  if (Array.isArray(whole)) {
    const index = step === '-' ? whole.length : Number(step);
    if (!/^(-|0|[1-9]\d*)$/.test(step) || index > whole.length || (index === whole.length && !isLast))
      throw new CassetteError(`There is no ${here}: the list has ${whole.length} entries, counted from 0.`);
    return Object.assign([...whole], { [index]: put(whole[index], rest, value, here) });
  }
  if (typeof whole !== 'object' || whole === null)
    throw new CassetteError(`There is no ${here}: ${above || 'the whole'} is ${describeValue(whole)}.`);
  if (!Object.hasOwn(whole, step) && !isLast)
    throw new CassetteError(
      `There is no ${here}. There are ${Object.keys(whole).slice(0, 20).join(', ') || 'no keys'}.`,
    );
  const fields = Object.entries(whole);
  const inner = put(fields.find(([key]) => key === step)?.[1], rest, value, here);
  const known = fields.some(([key]) => key === step);
  // Not by assignment, which a key __proto__ would lead astray.
  return Object.fromEntries(
    known ? fields.map(([key, field]) => [key, key === step ? inner : field]) : [...fields, [step, inner]],
  );
}
