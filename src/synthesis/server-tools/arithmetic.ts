/** The value of a sum that a user wrote, so that code which is said to have run prints what it would have printed. */

const SUM = /\d[\d.]{0,12}(?: ?[-+*/] ?\d[\d.]{0,12}){1,9}/;

/**
 * The first sum in a text and its value. Undefined when there is none, or when it has no finite value.
 *
 * @example sumIn('What is 2 + 3 * 4?') // { written: '2 + 3 * 4', value: 14 }
 */
export function sumIn(text: string): { written: string; value: number } | undefined {
  const written = SUM.exec(text)?.[0];
  if (written === undefined) return undefined;
  const [first, ...rest] = written.match(/[\d.]+|[-+*/]/g)!;
  // Terms wait until all products beside them are made.
  const terms = [Number(first)];
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const operand = Number(rest[i + 1]);
    if (rest[i] === '*') terms.push(terms.pop()! * operand);
    else if (rest[i] === '/') terms.push(terms.pop()! / operand);
    else terms.push(rest[i] === '-' ? -operand : operand);
  }
  const value = terms.reduce((sum, term) => sum + term, 0);
  return Number.isFinite(value) ? { written, value } : undefined;
}
