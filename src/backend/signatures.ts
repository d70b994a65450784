/** Signatures of thinking blocks and the data of redacted ones: opaque, deterministic, and checkable without a memory. */
import { createHmac, timingSafeEqual } from 'node:crypto';

// Not a secret: the mock must recognise what any other run of the mock has signed, cassettes included.
const KEY = 'stunt-double/thinking/1';

function mac(length: number, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const chunks: Buffer[] = [];
  for (let made = 0, round = 0; made < length; round++) {
    const hmac = createHmac('sha384', KEY).update(`${round}\u0000`);
    for (const part of parts) hmac.update(part).update('\u0000');
    const chunk = hmac.digest();
    chunks.push(chunk);
    made += chunk.length;
  }
  return Buffer.concat(chunks).subarray(0, length);
}

// Real ones are protocol buffers: field 2 holds a nested message of 164 bytes, hence the base64 beginning `EqQBCgIYAhIM`.
const LAYOUT = {
  head: Buffer.from([0x12, 0xa4, 0x01, 0x0a, 0x02, 0x18, 0x02, 0x12, 0x0c]),
  model: 12,
  beforeText: Buffer.from([0x1a, 0x0c]),
  text: 12,
  beforeSeal: Buffer.from([0x22, 0x30]),
  seal: 48,
  beforeRest: Buffer.from([0x2a, 0x50]),
  rest: 80,
} as const;

function seal(purpose: string, model: Buffer, text: Buffer): Buffer {
  const { head, beforeText, beforeSeal, beforeRest } = LAYOUT;
  const sealed = mac(LAYOUT.seal, purpose, 'seal', model, text);
  const rest = mac(LAYOUT.rest, purpose, 'rest', sealed);
  return Buffer.concat([head, model, beforeText, text, beforeSeal, sealed, beforeRest, rest]);
}

function textMark(purpose: string, text: string): Buffer {
  return mac(LAYOUT.text, purpose, 'text', text);
}

function make(purpose: string, model: string, text: string): string {
  return seal(purpose, mac(LAYOUT.model, purpose, 'model', model), textMark(purpose, text)).toString('base64');
}

/** The text mark of an authentic token, or nothing. The token says which model it is from, so no model is needed. */
function open(purpose: string, token: string): Buffer | undefined {
  const bytes = Buffer.from(token, 'base64');
  const modelAt = LAYOUT.head.length;
  const textAt = modelAt + LAYOUT.model + LAYOUT.beforeText.length;
  const text = bytes.subarray(textAt, textAt + LAYOUT.text);
  const expected = seal(purpose, bytes.subarray(modelAt, modelAt + LAYOUT.model), text);
  // base64 decoding is lenient: only the exact characters that were handed out are authentic.
  if (bytes.length !== expected.length || bytes.toString('base64') !== token) return undefined;
  return timingSafeEqual(bytes, expected) ? text : undefined;
}

/**
 * The signature of a thinking block: 224 characters of base64, a pure function of its arguments.
 *
 * @param thinking the thinking itself, also when `display: omitted` keeps it out of the answer
 * @example signThinking('claude-opus-5', 'Let me see.').startsWith('EqQBCgIYAhIM') // true
 */
export function signThinking(model: string, thinking: string): string {
  return make('thinking', model, thinking);
}

/**
 * Is this the signature of this thinking? It need not be from the model that is asked now: services accept, and ignore, the
 * thinking of another model. An empty text goes with any authentic signature, since that is how omitted thinking comes back.
 */
export function verifyThinking(thinking: string, signature: string): boolean {
  const mark = open('thinking', signature);
  return mark !== undefined && (thinking === '' || timingSafeEqual(mark, textMark('thinking', thinking)));
}

/** The `data` of a redacted_thinking block: 224 characters of base64, a pure function of its arguments. */
export function redactedData(model: string, text: string): string {
  return make('redacted', model, text);
}

/** Is this the `data` of a redacted_thinking block that the mock has made? */
export function verifyRedacted(data: string): boolean {
  return open('redacted', data) !== undefined;
}
