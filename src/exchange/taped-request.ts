/** A request as cassettes see it. */
import { contentOf } from '../cassettes/content-of.ts';
import type { KeyedRequest } from '../cassettes/match/match-key.ts';
import type { Asked, Plan, Received, Target } from './exchange.ts';

/** Neither understood nor planned where the mock would refuse it: the service may not have. */
export interface TapedRequest {
  received: Received;
  target: Target;
  asked: Asked | undefined;
  plan: Plan | undefined;
}

/** What its key is made of: one object per body, dialect and address, so that what follows from it can be kept with it. */
export function keyedOf({ received, target }: TapedRequest): KeyedRequest {
  const { method, url, body } = received;
  const dialect = target.dialect.name;
  return body.kept.once(`keyed ${dialect} ${method} ${url}`, () => {
    const asked = { dialect, method, path: pathOf(url) };
    // What the mock refuses to read was recorded nonetheless.
    return 'error' in body.parsed ? { ...asked, ...contentOf(body.bytes) } : { ...asked, body: body.parsed.value };
  });
}

/** Path and query. Who takes the mock for a proxy asks for a whole address (RFC 9112, 3.2.2). */
export function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/?]*/i, '');
}

/** Does the request want events? */
export function wantsStream({ received }: TapedRequest): boolean {
  const { value } = received.body;
  return typeof value === 'object' && value !== null && 'stream' in value && value.stream === true;
}
