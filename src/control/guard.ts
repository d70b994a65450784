/** Who may use the control API: this machine, pages that the mock itself serves, and everybody who knows the token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isIPv4 } from 'node:net';
import type { Headers } from '../headers.ts';
import { ControlError } from './control-error.ts';

export interface GuardOptions {
  /** Is the API served at all? */
  control: boolean;
  /** Empty: there is no token. */
  controlToken: string;
}

/**
 * Lets a request pass, or not.
 *
 * A page of any site can make its visitor's browser send requests to a local port. Such a request names the page's own host in `Origin`;
 * and one through a host name that an attacker's DNS has pointed to 127.0.0.1 names that in `Host`. A form can send neither JSON nor a token.
 *
 * @throws ControlError 404 when the API is switched off, 403 for strangers, 415 for a body that a form could have sent
 */
export function guard(headers: Headers, { control, controlToken }: GuardOptions): void {
  if (!control) {
    throw new ControlError(404, 'The control API is switched off.', {
      hint: 'Start the mock with the option control on to use it.',
    });
  }
  if (!knowsToken(headers, controlToken)) refuseStrangers(headers, controlToken !== '');
  if (hasBody(headers) && !/^application\/json\s*(;|$)/i.test(String(headers['content-type'] ?? ''))) {
    throw new ControlError(415, `The control API takes JSON, but this came as ${named(headers['content-type'])}.`, {
      hint: 'Send the header content-type: application/json.',
    });
  }
}

function refuseStrangers({ host = '', origin, 'sec-fetch-site': site }: Headers, hasToken: boolean): void {
  const hint = hasToken
    ? 'Send the token of --control-token: Authorization: Bearer <token>, or x-mock-token: <token>.'
    : 'Call http://localhost:<port>, or start the mock with --control-token <token> and send it as Authorization: Bearer <token>.';
  if (!isLoopback(String(host))) {
    throw new ControlError(403, `Only this machine may use the control API, but the Host was ${named(host)}.`, {
      hint,
    });
  }
  if (origin !== undefined && !isOwnPage(String(origin), String(host).toLowerCase())) {
    throw new ControlError(403, `A page of ${named(origin)} may not use the control API.`, { hint });
  }
  if (site === 'cross-site') throw new ControlError(403, 'Pages of other sites may not use the control API.', { hint });
}

function knowsToken({ authorization, 'x-mock-token': token }: Headers, expected: string): boolean {
  if (expected === '') return false;
  const bearer = /^Bearer +(.+)$/i.exec(String(authorization ?? ''))?.[1];
  return same(bearer ?? '', expected) || same(String(token ?? ''), expected);
}

/** Digests are of one length, which the comparison needs, and tell nothing of the token's. */
function same(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** Is this the Host of somebody who came by the loopback interface? `127.0.0.1.example.com` is not. */
function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d{1,5}$/, '');
  if (name === '[::1]' || /^([a-z0-9_-]{1,63}\.){0,8}localhost$/.test(name)) return true;
  return isIPv4(name) && name.startsWith('127.');
}

/** An origin leaves out the port that its scheme stands for, and a Host may. */
function isOwnPage(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  return host === page.host || host === `${page.host}:${page.protocol === 'https:' ? 443 : 80}`;
}

function hasBody(headers: Headers): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

function named(value: string | string[] | undefined): string {
  return value === undefined || value === '' ? 'nothing' : JSON.stringify(String(value).slice(0, 80));
}
