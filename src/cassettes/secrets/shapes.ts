/** What credentials look like: one table, in the order in which a place is given to a shape. */
import { isBasicAuth, isNoPlaceholder, isPassword, looksRandom } from './looks-random.ts';
import { endOfPrivateKey, isPrivateKey } from './private-key.ts';

/**
 * The shape of one kind of secret. No pattern repeats without a bound, so that looking at a place takes bounded time; what is longer is
 * found by `tail`, once. The shapes are facts: those of the public rules of gitleaks, or what the services tell of their own keys.
 */
export interface Shape {
  /** For messages and matching. */
  kind: string;
  /** Nothing is looked for in texts without one of these. Lower case counts as either. */
  hints: readonly string[];
  /** Where it begins; a group, which must be the last thing in it, is the secret alone. */
  head: RegExp;
  /** Characters by which it may go on. */
  tail?: RegExp;
  /** Where it ends, if characters do not tell. */
  reach?(text: string, from: number): number;
  /** Names of JSON keys under which the whole text is one, if it looks like `value`. */
  under?: { name: RegExp; value: RegExp };
  /** Is it one indeed? `name` is the word it was assigned to. */
  accepts(secret: string, name: string): boolean;
  /** The part that every secret of this kind begins with, and that may be shown. */
  lead?: RegExp;
  /** What stands before and behind the digest in a pseudonym. No two kinds begin alike, and no beginning ends another. */
  pseudonym: readonly [before: string, behind: string];
}

/** Nothing that belongs to a word stands before. */
const START = '(?<![A-Za-z0-9])';
/** Between a name and what is assigned to it: in code, in `.env` files, in JSON, in JSON within a string, in addresses. */
const GAP = '(?:\\\\{0,3}["\'`])?\\]?[ \\t]{0,4}(?:=>|:=|={1,3}|:)[ \\t]{0,4}(?:\\\\{0,3}["\'`])?';
/** What may be assigned, without what ends it in code, JSON, shells, markup and addresses. */
const VALUE = '[^\\s"\'`,;<>(){}\\[\\]\\\\&|\\0]';
const SECRET_NAME =
  '(?:api[_-]?key|access[_-]?key|auth[_-]?key|private[_-]?key|account[_-]?key|signing[_-]?key|encryption[_-]?key|secret[_-]?key|' +
  'secret|token|passw(?:or)?d|passphrase|pwd|credentials?)(?:[_-][\\w-]{1,20}|\\d{1,3})?';
const AWS_NAME = '(?:secret[_-]?access[_-]?key|aws[_-]?secret(?:[_-]?key)?)';
const AWS_VALUE = '[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])';

export const SHAPES: readonly Shape[] = [
  {
    kind: 'private-key',
    hints: ['PRIVATE KEY'],
    head: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g,
    reach: endOfPrivateKey,
    accepts: isPrivateKey,
    lead: /^-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[nr]){0,4}/,
    pseudonym: ['-----BEGIN PRIVATE KEY-----', '-----END PRIVATE KEY-----'],
  },
  word('anthropic-key', 'sk-ant-', '(?:[a-z]{3,6}\\d\\d-)?[\\w-]{16}', /[\w-]*/y),
  word('openrouter-key', 'sk-or-', '(?:v1-)?[\\w-]{16}', /[\w-]*/y, 'sk-or-v1-'),
  {
    ...word('openai-key', 'sk-', '(?:(?:proj|svcacct|admin|None)-[\\w-]{20}|(?!ant-|or-)[A-Za-z0-9]{20})', /[\w-]*/y),
    lead: /^sk-(?:(?:proj|svcacct|admin|None)-)?/,
  },
  word('aws-access-key-id', ['AKIA', 'ASIA', 'ABIA', 'ACCA'], '[A-Z0-9]{16}(?![A-Za-z0-9])'),
  {
    kind: 'aws-secret-key',
    hints: ['secret'],
    head: new RegExp(`${AWS_NAME}${GAP}(${AWS_VALUE})`, 'gi'),
    under: { name: new RegExp(`${AWS_NAME}$`, 'i'), value: new RegExp(`^${AWS_VALUE}$`) },
    accepts: (secret) => looksRandom(secret),
    pseudonym: ['aws-key-', ''],
  },
  word('bedrock-key', 'ABSK', '[A-Za-z0-9+/]{40}', /[A-Za-z0-9+/]*={0,2}/y),
  word('github-token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], '[A-Za-z0-9]{36}', /\w*/y),
  word('github-token', 'github_pat_', '\\w{22}', /\w*/y),
  word('gitlab-token', 'glpat-', '[\\w-]{20}', /[\w.-]*/y),
  word(
    'slack-token',
    ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxe-', 'xoxo-', 'xoxc-', 'xoxd-'],
    '[A-Za-z0-9%-]{10}',
    /[A-Za-z0-9%-]*/y,
  ),
  word('slack-token', 'xapp-', '\\d-[A-Za-z0-9-]{10}', /[A-Za-z0-9-]*/y),
  {
    kind: 'slack-webhook',
    hints: ['hooks.slack'],
    head: /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9+/]{20})/g,
    tail: /[A-Za-z0-9+/]*/y,
    accepts: isNoPlaceholder,
    pseudonym: ['webhook-', ''],
  },
  word('google-key', 'AIza', '[\\w-]{35}(?![\\w-])'),
  word('google-token', 'ya29.', '[\\w-]{20}', /[\w.-]*/y),
  word('google-client-secret', 'GOCSPX-', '[\\w-]{20}', /[\w-]*/y),
  word(
    'stripe-key',
    ['sk_live_', 'sk_test_', 'sk_prod_', 'rk_live_', 'rk_test_', 'rk_prod_'],
    '[A-Za-z0-9]{10}',
    /[A-Za-z0-9]*/y,
  ),
  word('stripe-webhook-secret', 'whsec_', '[A-Za-z0-9+/]{24}', /[A-Za-z0-9+/=]*/y),
  word('npm-token', 'npm_', '[A-Za-z0-9]{36}', /\w*/y),
  word('pypi-token', 'pypi-', 'AgE[\\w-]{40}', /[\w-]*/y),
  word('huggingface-token', 'hf_', '[A-Za-z0-9]{30}', /\w*/y),
  word('groq-key', 'gsk_', '[A-Za-z0-9]{40}', /\w*/y),
  word('xai-key', 'xai-', '[A-Za-z0-9]{40}', /[\w-]*/y),
  word('perplexity-key', 'pplx-', '[A-Za-z0-9]{40}', /\w*/y),
  word('sendgrid-key', 'SG.', '[\\w-]{16,32}\\.[\\w-]{30}', /[\w-]*/y),
  word('digitalocean-token', ['dop_v1_', 'doo_v1_', 'dor_v1_'], '[a-f0-9]{64}'),
  {
    kind: 'jwt',
    hints: ['eyJ'],
    head: /(?<![\w.-])eyJ[\w-]{8,2000}\.eyJ[\w-]{8}/g,
    tail: /[\w.-]*/y,
    accepts: () => true,
    lead: /^eyJ/,
    pseudonym: ['eyJ-', ''],
  },
  {
    kind: 'url-password',
    hints: ['://'],
    head: /:\/\/[^\s/:@"'`<>\0]{0,80}:([^\s/@"'`<>\0]{3,200})(?=@)/g,
    accepts: isPassword,
    pseudonym: ['password-', ''],
  },
  {
    kind: 'bearer-token',
    hints: ['bearer'],
    head: /bearer[ \t]{1,4}([\w.~+/-]{12})/gi,
    tail: /[\w.~+/-]*={0,2}/y,
    accepts: looksRandom,
    pseudonym: ['bearer-', ''],
  },
  {
    kind: 'basic-credentials',
    hints: ['basic'],
    head: /basic[ \t]{1,4}([A-Za-z0-9+/]{8})/gi,
    tail: /[A-Za-z0-9+/]*={0,2}/y,
    accepts: isBasicAuth,
    pseudonym: ['basic-', ''],
  },
  {
    kind: 'assigned-secret',
    hints: ['key', 'secret', 'token', 'passw', 'passphrase', 'pwd', 'credential'],
    head: new RegExp(`${SECRET_NAME}${GAP}(${VALUE}{10,256})`, 'gi'),
    tail: new RegExp(`${VALUE}*`, 'y'),
    under: { name: new RegExp(`${SECRET_NAME}$`, 'i'), value: /^\S{10}/ },
    accepts: looksRandom,
    pseudonym: ['secret-', ''],
  },
];

/** A shape that begins by a word of its own, at the start of a word. */
function word(kind: string, lead: string | readonly string[], rest: string, tail?: RegExp, before?: string): Shape {
  const leads = typeof lead === 'string' ? [lead] : lead;
  const begin = `(?:${leads.map((text) => text.replace('.', '\\.')).join('|')})`;
  return {
    kind,
    hints: leads,
    head: new RegExp(`${START}${begin}${rest}`, 'g'),
    ...(tail ? { tail } : {}),
    accepts: (secret) => isNoPlaceholder(secret.replace(new RegExp(`^${begin}`), '')),
    lead: new RegExp(`^${begin}`),
    pseudonym: [before ?? leads[0]!, ''],
  };
}
