/** Puts secrets into any value, for property tests. */
import { mapStrings } from '../../../src/cassettes/secrets/map-strings.ts';

/** Puts texts into strings of a value, keys included, chosen by numbers. */
export function planted<T>(value: T, plants: readonly { place: number; text: string }[]): T {
  const isFixed = (name: string | undefined, pointer: string): boolean =>
    name === 'type' || /\/(?:type|usage)$/.test(pointer);
  let count = 0;
  mapStrings(value, (text, name, pointer) => {
    if (name !== undefined && !isFixed(name, pointer())) count++;
    return text;
  });
  let at = 0;
  return mapStrings(value, (text, name, pointer) => {
    if (name === undefined || isFixed(name, pointer())) return text;
    const here = at++;
    const added = plants.filter(({ place }) => count > 0 && place % count === here).map((plant) => plant.text);
    return added.length === 0 ? text : `${text} ${added.join(' ')} `;
  }) as T;
}
