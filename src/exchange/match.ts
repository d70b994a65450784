/** What shall happen with a request: the only place where request header, option and default are weighed against one another. */
import type { Context } from './context.ts';
import type { Asked, Planned } from './exchange.ts';

/** The plan of a request. Header before option. */
export function match(asked: Asked, { options }: Context): Planned {
  const { ttft, tps, jitter } = options;
  return { ...asked, plan: { source: 'synthetic', seed: seedOf(asked, options.seed), pace: { ttft, tps, jitter } } };
}

/** The seed that holds for a request: its `x-mock-seed` header, or the option. */
export function seedOf({ headers }: { headers: Asked['headers'] }, otherwise: string): string {
  const header = headers['x-mock-seed'];
  return typeof header === 'string' && header !== '' ? header : otherwise;
}
