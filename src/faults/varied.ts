/** A pause that varies by chance. */
import type { Random } from '../random.ts';

/** `wait` milliseconds, more or less by up to the share `jitter` (0 to 1), evenly spread. */
export function varied(wait: number, jitter: number, random: Random): number {
  return jitter === 0 ? wait : wait * (1 + jitter * (2 * random.float() - 1));
}
