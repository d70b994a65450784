/** Ages of recordings, as people write them. */

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * Milliseconds of an age such as `30d`; undefined for what is none. Units: s, m, h, d, w.
 *
 * @example ageOf('12h') // 43200000
 */
export function ageOf(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})([smhdw])$/.exec(text.trim()) ?? [];
  return count === undefined ? undefined : Number(count) * UNITS[unit as keyof typeof UNITS];
}

/** An age in its largest whole unit, for people: `3 days`. */
export function ageText(milliseconds: number): string {
  const [name, size] = NAMES.find(([, size]) => milliseconds >= size) ?? NAMES.at(-1)!;
  const count = Math.max(0, Math.floor(milliseconds / size));
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

const NAMES = [
  ['day', UNITS.d],
  ['hour', UNITS.h],
  ['minute', UNITS.m],
  ['second', UNITS.s],
] as const;
