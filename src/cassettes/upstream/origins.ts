/** Where the real services are. */
import type { DialectName } from '../../contract/validator.ts';
import { didYouMean } from '../../did-you-mean.ts';

/** By dialect: an address that the path of a request is put behind, without a slash at its end. */
export type Origins = Readonly<Record<DialectName, string>>;

/** The services' own addresses (messages-api section 1). */
const SERVICES: Origins = {
  anthropic: 'https://api.anthropic.com',
  openrouter: 'https://openrouter.ai',
  'llm-router': 'https://api.llmrouter.app',
};

/**
 * The origins, by the option `upstream`. Later texts win over earlier ones.
 *
 * @param texts each `<origin>` for all dialects, or `<dialect>=<origin>`; an origin may end in a path, as those of gateways do
 * @returns the origins, or what is wrong
 * @example originsOf(['openrouter=http://127.0.0.1:4020']) // { anthropic: 'https://api.anthropic.com', openrouter: 'http://127.0.0.1:4020', … }
 */
export function originsOf(texts: readonly string[]): Origins | { problem: string } {
  const origins: Record<DialectName, string> = { ...SERVICES };
  const names = Object.keys(SERVICES) as DialectName[];
  for (const text of texts) {
    const [, name, address] = /^(?:([\w-]+)=)?(.*)$/s.exec(text)!;
    if (name !== undefined && !names.includes(name as DialectName)) {
      return { problem: `there is no dialect "${name}".${didYouMean(name, names) || ` Known: ${names.join(', ')}.`}` };
    }
    const url = URL.canParse(address!) ? new URL(address!) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
      return { problem: `expected an origin such as https://api.anthropic.com, but got "${address!.slice(0, 200)}".` };
    }
    if (url.username !== '' || url.password !== '') {
      return { problem: `an origin holds no user or password (${url.host}): the client's own key is passed on.` };
    }
    const origin = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
    // Both add it: the request's path is kept.
    const doubled = /\/v1(\/messages)?$/.exec(origin)?.[0];
    if (doubled) return { problem: `take the ${doubled} off ${origin}: the request's own path is put behind it.` };
    for (const each of names) if (name === undefined || name === each) origins[each] = origin;
  }
  return origins;
}

/**
 * Is this the address of the mock itself, which would call itself for ever?
 *
 * @param local where the request at hand was received
 */
export function isSelf(url: string, local: { address: string; port: number } | undefined): boolean {
  if (!local) return false;
  const { hostname, port, protocol } = new URL(url);
  if (Number(port || (protocol === 'https:' ? 443 : 80)) !== local.port) return false;
  const host = hostname.replace(/^\[|\]$/g, '');
  return (
    host === 'localhost' || isLoopback(host) || host === '0.0.0.0' || host === '::' || host === plain(local.address)
  );
}

/** An IPv4 address is told as one, also where it came over an IPv6 socket. */
function plain(address: string): string {
  return address.replace(/^::ffff:/i, '');
}

/** Is it an address of this machine only? */
export function isLoopback(address: string): boolean {
  return /^127\.\d+\.\d+\.\d+$/.test(plain(address)) || address === '::1' || address === 'localhost';
}
