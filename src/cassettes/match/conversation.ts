/** What was said: roles and texts of a canonical request, or those of the last user turn alone. */
import { isObject } from '../replay/events-of.ts';
import type { Fields } from './fields.ts';

const UNSAID = new Set(['thinking', 'redacted_thinking']);

/**
 * What counts as said: texts; which tool was called with what; the texts of tool results, search results and documents. A picture
 * or a file counts as one of its kind, whatever it shows. Neither thoughts nor the system prompt, the model, tools and parameters count.
 *
 * In the last turn only texts count, those of tool results among them; the last turn is all that the user said in one go. A
 * request without user turn counts as a conversation, and one without messages as it is.
 *
 * @param fields reduced to what is canonical
 */
export function conversation(fields: Fields, level: 'conversation' | 'last-turn'): Fields {
  const { messages } = fields;
  if (!Array.isArray(messages)) return fields;
  const said = messages.map((message: unknown) =>
    isObject(message) ? { role: message['role'] ?? null, content: saidIn(message['content']) } : message,
  );
  return { messages: level === 'conversation' ? said : lastTurn(said) };
}

function saidIn(content: unknown): unknown {
  return Array.isArray(content) ? content.map(saidBy) : saidBy(content);
}

function saidBy(block: unknown): unknown {
  if (!isObject(block)) return block ?? null;
  const { type, text, name, input, content, source } = block;
  if (type === 'text') return { type, text };
  if (typeof type !== 'string') return { type: null };
  if (UNSAID.has(type)) return undefined;
  if (type.endsWith('tool_use')) return { type, name, input };
  if (type.endsWith('tool_result') || type === 'search_result') return { type, content: saidIn(content) };
  if (type === 'document' && isObject(source)) {
    if (source['type'] === 'text') return { type, source: { data: source['data'] } };
    if (source['type'] === 'content') return { type, source: { content: saidIn(source['content']) } };
  }
  return { type };
}

/** With undefined for all that is not in it. */
function lastTurn(said: readonly unknown[]): unknown[] {
  const isUser = (message: unknown): boolean => isObject(message) && message['role'] === 'user';
  const end = said.findLastIndex(isUser);
  if (end < 0) return [...said];
  // What is ignored does not part one turn from the next.
  const before = said.findLastIndex((message, index) => index < end && message !== undefined && !isUser(message));
  return said.map((message, index) =>
    index > before && index <= end && isObject(message) ? { content: textsIn(message['content']) } : undefined,
  );
}

function textsIn(content: unknown): unknown {
  return Array.isArray(content) ? content.map(textBy) : textBy(content);
}

function textBy(block: unknown): unknown {
  if (!isObject(block)) return undefined;
  const { type, text, content } = block;
  if (type === 'text') return { text };
  return typeof type === 'string' && type.endsWith('tool_result') ? { content: textsIn(content) } : undefined;
}
