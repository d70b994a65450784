/** Secrets of every kind, made up here: a file with real-looking ones would set off the alarms of others. */
import { createHash } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const WORD = `${LETTERS}0123456789`;
const HEX = '0123456789abcdef';

/** Characters that look random, the same for the same seed. */
export function noise(length: number, seed: string, alphabet = WORD): string {
  let text = '';
  for (let round = 0; text.length < length; round++)
    for (const byte of createHash('sha512').update(`${seed} ${round}`).digest())
      text += alphabet[byte % alphabet.length];
  return text.slice(0, length);
}

function jwt(seed: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: noise(12, seed) })}.${noise(43, seed)}`;
}

function pem(seed: string): string {
  const lines = [1, 2, 3].map((line) => noise(64, `${seed} ${line}`));
  return `-----BEGIN RSA PRIVATE KEY-----\n${lines.join('\n')}\n-----END RSA PRIVATE KEY-----`;
}

/** By kind: the secret, and the text in which it stands. */
export const SAMPLES: Readonly<
  Record<string, (seed: string) => readonly [secret: string, text?: (secret: string) => string]>
> = {
  'private-key': (seed) => [pem(seed)],
  'anthropic-key': (seed) => [`sk-ant-api03-${noise(93, seed, `${WORD}-_`)}AA`],
  'openrouter-key': (seed) => [`sk-or-v1-${noise(64, seed, HEX)}`],
  'openai-key': (seed) => [`sk-proj-${noise(74, seed)}T3BlbkFJ${noise(74, seed)}`],
  'aws-access-key-id': (seed) => [`AKIA${noise(16, seed, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`],
  'aws-secret-key': (seed) => [noise(40, seed), (secret) => `aws_secret_access_key = ${secret}`],
  'bedrock-key': (seed) => [`ABSK${noise(120, seed)}`],
  'github-token': (seed) => [`ghp_${noise(36, seed)}`],
  'gitlab-token': (seed) => [`glpat-${noise(20, seed)}`],
  'slack-token': (seed) => [`xoxb-${noise(12, seed, '0123456789')}-${noise(24, seed)}`],
  'slack-webhook': (seed) => [
    `T${noise(8, seed)}/B${noise(8, seed)}/${noise(24, seed)}`,
    (secret) => `https://hooks.slack.com/services/${secret}`,
  ],
  'google-key': (seed) => [`AIza${noise(35, seed, `${WORD}-_`)}`],
  'google-token': (seed) => [`ya29.${noise(60, seed)}`],
  'google-client-secret': (seed) => [`GOCSPX-${noise(28, seed)}`],
  'stripe-key': (seed) => [`sk_live_${noise(24, seed)}`],
  'stripe-webhook-secret': (seed) => [`whsec_${noise(32, seed)}`],
  'npm-token': (seed) => [`npm_${noise(36, seed)}`],
  'pypi-token': (seed) => [`pypi-AgE${noise(80, seed)}`],
  'huggingface-token': (seed) => [`hf_${noise(34, seed, LETTERS)}`],
  'groq-key': (seed) => [`gsk_${noise(52, seed)}`],
  'xai-key': (seed) => [`xai-${noise(80, seed)}`],
  'perplexity-key': (seed) => [`pplx-${noise(48, seed)}`],
  'sendgrid-key': (seed) => [`SG.${noise(22, seed)}.${noise(43, seed)}`],
  'digitalocean-token': (seed) => [`dop_v1_${noise(64, seed, HEX)}`],
  jwt: (seed) => [jwt(seed)],
  'url-password': (seed) => [`p4${noise(10, seed)}`, (secret) => `postgres://app:${secret}@db.example.com/x`],
  'bearer-token': (seed) => [`a1${noise(30, seed)}`, (secret) => `Authorization: Bearer ${secret}`],
  'basic-credentials': (seed) => [
    Buffer.from(`user:${noise(13, seed)}`).toString('base64'),
    (secret) => `-H "Authorization: Basic ${secret}"`,
  ],
  'assigned-secret': (seed) => [`q7${noise(20, seed)}`, (secret) => `export ACME_API_KEY="${secret}"`],
};

export function sample(kind: string, seed = 'one'): { kind: string; secret: string; text: string } {
  const [secret, text = (alone: string) => alone] = SAMPLES[kind]!(seed);
  return { kind, secret, text: text(secret) };
}
