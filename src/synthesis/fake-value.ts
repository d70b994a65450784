/** Values of Faker by the name of their method, for those who ask by name. */
import type { Random } from '../random.ts';

/** The value of `module.method` as text; undefined when there is no such method, or when it needs arguments. */
export type Fake = (path: string) => string | undefined;

/** Dates are counted from a fixed day: an answer must not depend on the day it is made. */
const REFERENCE = '2026-01-01T00:00:00Z';

/** Its methods are no values: they choose among arguments, or run patterns of their own. */
const NO_VALUES = 'helpers';

const PATH = /^([a-z][A-Za-z]{0,40})\.([a-z][A-Za-z0-9]{0,40})$/;

/**
 * Loads Faker; what comes back makes values of it for a seed, without waiting. The n-th value that is asked of one `Fake` depends on
 * the seed, the path and n alone, so two of one name differ.
 *
 * @example
 * const fakes = await loadFakes();
 * fakes(createRandom('seed'))('person.fullName') // 'Wanda Kuhic'
 */
export async function loadFakes(): Promise<(random: Random) => Fake> {
  const { faker } = await import('@faker-js/faker/locale/en');
  return (random) => {
    let made = 0;
    return (path) => {
      const [, module, method] = PATH.exec(path) ?? [];
      if (module === undefined || method === undefined || module === NO_VALUES) return undefined;
      const make = own(own(faker, module), method);
      if (typeof make !== 'function') return undefined;
      // The stream is shared with everybody who uses Faker, so it is set anew for each value.
      faker.setDefaultRefDate(REFERENCE);
      faker.seed(random.fork(`fake ${made++}`).seed);
      try {
        return textOf(make());
      } catch {
        // It needs arguments.
        return undefined;
      }
    };
  };
}

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
