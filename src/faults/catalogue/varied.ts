/** Pauses that vary by chance. */
import type { Random } from '../../random.ts';

/** `wait` milliseconds, more or less by up to the share `jitter` (0 to 1), evenly spread. */
export function varied(wait: number, jitter: number, random: Random): number {
  return jitter === 0 ? wait : wait * (1 + jitter * (2 * random.float() - 1));
}

/**
 * Milliseconds of a log-normal distribution: half of all are below `median`, and few are far above, as with the latencies of services.
 * `sigma` is the deviation of their logarithm. At most twenty times the median.
 */
export function logNormal(median: number, sigma: number, random: Random): number {
  // The Box-Muller transform; 1 minus, because the logarithm of 0 is none.
  const normal = Math.sqrt(-2 * Math.log(1 - random.float())) * Math.cos(2 * Math.PI * random.float());
  return Math.min(median * Math.exp(sigma * normal), 20 * median);
}
