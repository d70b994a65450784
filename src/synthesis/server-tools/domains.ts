/** Which sites a web tool may name: its allowed and blocked domains. */
import type { RequestTool } from '../../message/request.ts';
import { settingOf } from './offered.ts';

/** A domain with its subdomains, from a path on. */
interface Site {
  host: string;
  path: string;
}

// Reserved names, so that no result leads anybody to a real place.
const USUAL = [
  'www.example.com',
  'news.example.org',
  'en.wiki.example',
  'docs.example.net',
  'blog.example.com',
  'www.fieldnotes.example',
  'data.example.org',
  'www.gazette.example',
];

/** `example.com/blog/*` means the pages under /blog of example.com and its subdomains. Nothing for an entry that is no domain. */
function siteOf(entry: unknown): Site[] {
  if (typeof entry !== 'string') return [];
  const [address] = entry.replace(/^https?:\/\//i, '').split('*');
  if (!URL.canParse(`https://${address}`)) return [];
  const { hostname, pathname } = new URL(`https://${address}`);
  return [{ host: hostname, path: pathname.replace(/\/+$/, '') }];
}

function listed(tool: RequestTool, ...keys: readonly string[]): Site[] | null {
  for (const key of keys) {
    const list = settingOf(tool, key);
    if (Array.isArray(list) && list.length > 0) return list.flatMap(siteOf);
  }
  return null;
}

function covers(site: Site, host: string, path: string): boolean {
  return (
    (host === site.host || host.endsWith(`.${site.host}`)) && (path === site.path || path.startsWith(`${site.path}/`))
  );
}

/** May the tool touch this address? */
export function isAllowed(tool: RequestTool, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, pathname } = new URL(address);
  const within = (site: Site): boolean => covers(site, hostname, pathname);
  const blocked = listed(tool, 'blocked_domains', 'excluded_domains');
  return (listed(tool, 'allowed_domains')?.some(within) ?? true) && !(blocked?.some(within) ?? false);
}

/** Beginnings of addresses that the tool may find, `https://docs.example.net`; none when everything is blocked. */
export function allowedBases(tool: RequestTool): string[] {
  const allowed = listed(tool, 'allowed_domains');
  const sites = allowed ?? USUAL.map((host): Site => ({ host, path: '' }));
  return sites.map(({ host, path }) => `https://${host}${path}`).filter((base) => isAllowed(tool, `${base}/`));
}
