/** A request in a few words, by which ten thousand others can be ranked in a millisecond or two. */
import { isObject } from '../replay/events-of.ts';
import type { KeyedRequest } from './match-key.ts';

export interface Sketch {
  dialect: string;
  method: string;
  /** Without the query. */
  path: string;
  model: unknown;
  messages: number;
  system: string;
  /** The first and the last text of the user. */
  first: string;
  last: string;
}

const sketches = new WeakMap<KeyedRequest, Sketch>();

/** Of a request that does not change; the texts are parts of it, not copies. */
export function sketchOf(request: KeyedRequest): Sketch {
  let sketch = sketches.get(request);
  if (sketch === undefined) {
    sketch = newSketch(request);
    sketches.set(request, sketch);
  }
  return sketch;
}

function newSketch({ dialect, method, path, body, text = '' }: KeyedRequest): Sketch {
  const [place = path] = path.split('?', 1);
  const fields = isObject(body) ? body : {};
  const messages = Array.isArray(fields['messages']) ? (fields['messages'] as unknown[]) : [];
  const isUser = (message: unknown): boolean => isObject(message) && message['role'] === 'user';
  return {
    dialect,
    method,
    path: place,
    model: fields['model'],
    messages: messages.length,
    system: textIn(fields['system']),
    first: body === undefined ? text : textOf(messages.find(isUser)),
    last: textOf(messages.findLast(isUser)),
  };
}

function textOf(message: unknown): string {
  return isObject(message) ? textIn(message['content']) : '';
}

/** The last text that counts at every level: of a text, or in a tool result. */
function textIn(content: unknown): string {
  return lastTextIn(content) ?? '';
}

function lastTextIn(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return undefined;
  for (let index = content.length - 1; index >= 0; index--) {
    const text = textBy(content[index]);
    if (text !== undefined) return text;
  }
  return undefined;
}

function textBy(block: unknown): string | undefined {
  if (!isObject(block)) return undefined;
  const { type, text, content } = block;
  if (type === 'text') return typeof text === 'string' ? text : undefined;
  if (typeof type !== 'string' || !type.endsWith('tool_result')) return undefined;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return undefined;
  const last: unknown = content.findLast((inner) => isObject(inner) && inner['type'] === 'text');
  return isObject(last) && typeof last['text'] === 'string' ? last['text'] : undefined;
}

/** From 0: nothing in common. Higher is nearer; the same address outweighs all else. */
export function likeness(a: Sketch, b: Sketch): number {
  let score = 0;
  if (a.path === b.path && a.method === b.method) score += 20;
  if (a.dialect === b.dialect) score += 3;
  if (a.model === b.model) score += 1;
  score += 3 / (1 + Math.abs(a.messages - b.messages));
  return score + 2 * alike(a.system, b.system) + 3 * alike(a.first, b.first) + 4 * alike(a.last, b.last);
}

/** Characters that are compared at each end. */
const LOOKED_AT = 120;

/** The share that two texts have in common at their ends: 1 for the same text. */
function alike(a: string, b: string): number {
  if (a === b) return 1;
  const length = Math.min(a.length, b.length, LOOKED_AT);
  let head = 0;
  while (head < length && a.charCodeAt(head) === b.charCodeAt(head)) head++;
  let tail = 0;
  const rest = Math.min(a.length, b.length) - head;
  const most = Math.min(rest, LOOKED_AT);
  while (tail < most && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)) tail++;
  return (0.99 * (head + tail)) / Math.max(1, Math.min(Math.max(a.length, b.length), 2 * LOOKED_AT));
}
