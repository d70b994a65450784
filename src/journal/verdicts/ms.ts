/** A time as verdicts tell it. */

/** @example ms(1499.6) // '1.5 s' */
export function ms(value: number): string {
  return value < 1000 ? `${Math.round(value)} ms` : `${Math.round(value / 100) / 10} s`;
}
