/** LLM Router's `gateway.redact`: what must not reach the model is masked, so no answer can repeat it. */
import type { MessagesRequest, RequestBlock } from '../message/request.ts';

export interface RedactSettings {
  custom?: readonly string[];
  [kind: string]: boolean | readonly string[] | undefined;
}

/**
 * One row per kind, the more particular before the more general. Every repetition is bounded and no two neighbours match the same
 * characters without a bound, so that a long text takes time in proportion to its length.
 */
const KINDS: readonly (readonly [kind: string, pattern: RegExp, mask: (found: string) => string])[] = [
  ['email', /[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}/g, maskEmail],
  ['uuid', /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, (found) => maskInner(found, 2, 2)],
  ['mac', /\b[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\b/gi, (found) => maskInner(found, 2, 1)],
  ['token', /\b(?:sk|pk|rk|gh[opsu]|xox[abp]|AKIA|eyJ)[A-Za-z0-9_.-]{16,400}/g, (found) => maskInner(found, 2, 2)],
  ['iban', /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g, (found) => maskInner(found, 2, 2)],
  ['credit_card', /\b\d(?:[ -]?\d){12,18}\b/g, (found) => maskInner(found, 2, 1)],
  ['ssn', /\b\d{3}-\d{2}-\d{4}\b/g, (found) => maskInner(found, 1, 1)],
  ['ip', /\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}\b/gi, (found) => maskInner(found, 1, 1)],
  ['phone', /(?<![\w*])\+?\(?\d(?:[ ().-]{0,2}\d){6,14}\b/g, (found) => maskInner(found, 2, 2)],
];

/** Each word of the caller is looked for in every text, so there is a bound to how many are. */
const MOST_WORDS = 200;

/**
 * The request with every text masked: system, messages, tool results, text documents and the inputs of earlier calls.
 *
 * @example masked(ask('I am john.doe@company.com'), { email: true }) // 'I am jo****oe@co****ny.com'
 */
export function masked(request: MessagesRequest, settings: RedactSettings): MessagesRequest {
  const rows = KINDS.filter(([kind]) => settings[kind] === true);
  const words = (settings.custom ?? []).slice(0, MOST_WORDS).filter((word) => word !== '');
  if (rows.length === 0 && words.length === 0) return request;
  const mask = (text: string): string => {
    let clean = text;
    for (const word of words) clean = clean.replaceAll(word, '****');
    for (const [, pattern, hide] of rows) clean = clean.replace(pattern, hide);
    return clean;
  };
  const content = (value: string | RequestBlock[]): string | RequestBlock[] =>
    typeof value === 'string' ? mask(value) : value.map((block) => maskBlock(block, mask));
  const { messages, system } = request;
  return {
    ...request,
    ...(system === undefined ? {} : { system: content(system) }),
    messages: (messages ?? []).map((message) => ({ ...message, content: content(message.content) })),
  };
}

type Mask = (text: string) => string;

/** Keys whose values are names for machines, or opaque. */
const LEFT_ALONE = new Set([
  'type',
  'id',
  'tool_use_id',
  'name',
  'signature',
  'thinking',
  'media_type',
  'cache_control',
]);

function maskBlock(block: RequestBlock, mask: Mask): RequestBlock {
  // Thinking goes back as it was signed; the data of pictures and PDFs is no text.
  if (block.type === 'thinking' || block.type === 'redacted_thinking' || block.type === 'image') return block;
  return Object.fromEntries(
    Object.entries(block).map(([key, value]) => [key, LEFT_ALONE.has(key) ? value : maskValue(value, mask)]),
  ) as RequestBlock;
}

// As deep as a body may be nested, which the corridor bounds.
function maskValue(value: unknown, mask: Mask): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((entry) => maskValue(entry, mask));
  if (typeof value !== 'object' || value === null) return value;
  const source = value as Record<string, unknown>;
  if (source['type'] === 'base64') return value;
  return Object.fromEntries(
    Object.entries(source).map(([key, entry]) => [key, LEFT_ALONE.has(key) ? entry : maskValue(entry, mask)]),
  );
}

function maskEmail(found: string): string {
  const at = found.indexOf('@');
  const dot = found.lastIndexOf('.');
  return `${ends(found.slice(0, at))}@${ends(found.slice(at + 1, dot))}${found.slice(dot)}`;
}

/** The first and last two characters of a part that is long enough to hide something between them. */
function ends(part: string): string {
  return part.length > 4 ? `${part.slice(0, 2)}****${part.slice(-2)}` : `${part.slice(0, 1)}****`;
}

/** Letters and digits become asterisks, but for so many at either end; what stands between them stays. */
function maskInner(found: string, first: number, last: number): string {
  const total = found.replace(/[^A-Za-z0-9]/g, '').length;
  let index = 0;
  return found.replace(/[A-Za-z0-9]/g, (character) => {
    const at = index++;
    return at < first || at >= total - last ? character : '*';
  });
}
