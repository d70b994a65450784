/** What shall happen with a request: the only place where request header, option and default are weighed against one another. */
import type { Context } from './context.ts';
import type { Plan, Received } from './exchange.ts';

/** The plan of a request. Header before option. */
export function match(received: Received, { options }: Context): Plan {
  const { ttft, tps, jitter } = options;
  return { source: 'synthetic', seed: seedOf(received, options.seed), pace: { ttft, tps, jitter } };
}

/** The seed that holds for a request: its `x-mock-seed` header, or the option. */
export function seedOf({ headers }: Received, otherwise: string): string {
  const header = headers['x-mock-seed'];
  return typeof header === 'string' && header !== '' ? header : otherwise;
}
