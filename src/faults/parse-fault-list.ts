/** Faults of several texts, as stubs, rules and the option give them. */
import { MOST_FAULTS, type ParsedFault, parseFaults } from './parse-faults.ts';

export type { ParsedFault } from './fault.ts';

/**
 * The faults of all texts, in order. Never throws: what is wrong comes back as one sentence for people, with the position of its text.
 *
 * @example parseFaultList(['latency', 'reset']) // { faults: [{ name: 'latency', … }, { name: 'reset', … }] }
 */
export function parseFaultList(
  given: string | readonly string[],
): { faults: readonly ParsedFault[] } | { problem: string; index: number } {
  const faults: ParsedFault[] = [];
  for (const [index, text] of (typeof given === 'string' ? [given] : given).entries()) {
    const parsed = parseFaults(text);
    if ('problem' in parsed) return { problem: parsed.problem, index };
    faults.push(...parsed.faults);
    if (faults.length > MOST_FAULTS) return { problem: `more than ${MOST_FAULTS} faults`, index };
  }
  return { faults };
}
