/** Holds expectations to what they can say: a misspelt key would be an expectation that always holds. */
import { didYouMean } from '../did-you-mean.ts';

/**
 * @param known the keys that there are; true for those that take a number
 * @param what names the object in the error, e.g. `an expectation`
 * @throws TypeError for anything but an object, an unknown key, or a number that is none
 * @example checkKeys({ time: 2 }, { when: false, times: true }, 'an expectation') // throws: Did you mean "times"?
 */
export function checkKeys(given: unknown, known: Readonly<Record<string, boolean>>, what: string): void {
  const names = Object.keys(known);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new TypeError(`Expected ${what}, an object with any of ${names.join(', ')}.`);
  }
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(known, key)) {
      const mend = didYouMean(key, names) || ` Known keys: ${names.join(', ')}.`;
      throw new TypeError(`${key}: there is no such key in ${what}.${mend}`);
    }
    if (known[key] && !(typeof value === 'number' && value >= 0)) {
      throw new TypeError(`${key}: expected a number from 0, but got ${JSON.stringify(value) ?? String(value)}.`);
    }
  }
}
