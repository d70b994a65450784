/** Why an upstream gave no reply, for people: what happened, and what to do. */

const TLS_TRUST =
  'Set NODE_EXTRA_CA_CERTS to the file of the authority that signed it, if you trust it; it is never left unchecked.';
const RUNS = 'See that the service runs, and that --upstream names its host and port.';
const NETWORK = 'See whether this machine reaches it, or needs a proxy (HTTPS_PROXY, NO_PROXY).';

interface Reason {
  what: string;
  todo: string;
}

/** By the code of Node, OpenSSL or undici. */
const REASONS: Readonly<Record<string, Reason>> = {
  ECONNREFUSED: { what: 'the connection was refused', todo: RUNS },
  ECONNRESET: { what: 'the connection was reset', todo: 'Try again; a proxy or firewall in between may be the cause.' },
  UND_ERR_SOCKET: {
    what: 'the connection was closed',
    todo: 'Try again; a proxy or firewall in between may be the cause.',
  },
  EPIPE: { what: 'the connection was closed', todo: 'Try again; a proxy or firewall in between may be the cause.' },
  ENOTFOUND: { what: 'its name is not known', todo: `See that --upstream names the right host. ${NETWORK}` },
  EAI_AGAIN: { what: 'its name could not be looked up', todo: NETWORK },
  EHOSTUNREACH: { what: 'there is no way to the host', todo: NETWORK },
  ENETUNREACH: { what: 'there is no way to its network', todo: NETWORK },
  ETIMEDOUT: { what: 'the connection took too long', todo: NETWORK },
  UND_ERR_CONNECT_TIMEOUT: { what: 'the connection took too long', todo: NETWORK },
  DEPTH_ZERO_SELF_SIGNED_CERT: { what: 'its certificate is signed by itself', todo: TLS_TRUST },
  SELF_SIGNED_CERT_IN_CHAIN: { what: 'its certificate is signed by an authority not known', todo: TLS_TRUST },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { what: 'its certificate is signed by an authority not known', todo: TLS_TRUST },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: { what: 'its certificate is signed by an authority not known', todo: TLS_TRUST },
  CERT_HAS_EXPIRED: { what: 'its certificate has expired', todo: 'See that the clock of this machine is right.' },
  ERR_TLS_CERT_ALTNAME_INVALID: { what: 'its certificate is for another host', todo: RUNS },
  EPROTO: { what: 'it does not speak TLS as expected', todo: 'Was http:// meant instead of https://?' },
  ERR_SSL_WRONG_VERSION_NUMBER: { what: 'it does not speak TLS', todo: 'Was http:// meant instead of https://?' },
  ERR_SSL_PACKET_LENGTH_TOO_LONG: { what: 'it does not speak TLS', todo: 'Was http:// meant instead of https://?' },
  UND_ERR_HEADERS_OVERFLOW: { what: 'the headers of its reply are too long', todo: RUNS },
};

/** Errors hide in one another: a proxy's in undici's, those of two addresses of one host in an AggregateError. */
const DEEPEST = 5;

function codeIn(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > DEEPEST) return undefined;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const inner = error instanceof AggregateError ? error.errors[0] : cause;
  const own = typeof code === 'string' ? code : undefined;
  return own !== undefined && Object.hasOwn(REASONS, own) ? own : (codeIn(inner, depth + 1) ?? own);
}

/**
 * @example reasonOf(refused) // { code: 'ECONNREFUSED', what: 'the connection was refused', todo: 'See that …' }
 */
export function reasonOf(error: unknown): Reason & { code: string | undefined } {
  const code = codeIn(error);
  const known = code !== undefined && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  if (known) return { code, ...known };
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('HTTP Tunneling')) {
    return {
      code,
      what: `the proxy refused to connect (${message})`,
      todo: 'See HTTPS_PROXY, HTTP_PROXY and NO_PROXY.',
    };
  }
  if (error instanceof Error && error.name === 'HTTPParserError')
    return { code, what: `what came is no HTTP (${message})`, todo: RUNS };
  return { code, what: message, todo: RUNS };
}
