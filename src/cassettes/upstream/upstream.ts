/** Calls real services: through the environment's proxy, TLS verified, redirects not followed, connections kept alive. */
import type { Dispatcher } from 'undici';
import type { Clock } from '../../clock.ts';
import { Arrivals } from './arrivals.ts';
import { reasonOf } from './reason-of.ts';
import { requestHeaders } from './request-headers.ts';
import type { CallOptions, Listener, UpstreamCall, UpstreamReply } from './upstream-call.ts';
import { UpstreamError } from './upstream-error.ts';

const CONNECT_TIMEOUT = 10_000;

/** undici takes 80 ms to load, and only who calls out needs it. */
async function openAgent(): Promise<Dispatcher> {
  const { EnvHttpProxyAgent } = await import('undici');
  const connect = { timeout: CONNECT_TIMEOUT };
  return new EnvHttpProxyAgent({ connect, headersTimeout: 0, bodyTimeout: 0 });
}

export class Upstream {
  readonly #clock: Clock;
  #agent: Promise<Dispatcher> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Resolves when status and headers are there.
   *
   * @throws UpstreamError when there is no reply
   */
  async call(call: UpstreamCall, options: CallOptions, listener: Listener): Promise<UpstreamReply> {
    const { origin, pathname, search } = new URL(call.url);
    const called = `${call.method} ${origin}${pathname}`;
    this.#agent ??= openAgent();
    const agent = await this.#agent.catch((error: unknown) => {
      const { what } = reasonOf(error);
      throw new UpstreamError(`${called} was not called: ${what}. See HTTPS_PROXY, HTTP_PROXY and NO_PROXY.`);
    });
    return new Promise((opened, failed) => {
      const request = {
        origin,
        path: pathname + search,
        method: call.method,
        headers: requestHeaders(call.headers).flat(),
        body: call.body.length === 0 ? null : call.body,
      };
      agent.dispatch(request, new Arrivals({ called, clock: this.#clock, options, listener, opened, failed }));
    });
  }

  /** Ends all connections, with the calls that are still on them. */
  async close(): Promise<void> {
    const agent = await this.#agent?.catch(() => undefined);
    await agent?.destroy();
  }
}
