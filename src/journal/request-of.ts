/** A remembered request as the mock had understood it, put together again from its body. */
import { throughGateway } from '../backend/gateway.ts';
import type { DialectName } from '../contract/validator.ts';
import type { MessagesRequest } from '../message/request.ts';

/**
 * The request of a body that was once understood, without a wish and with the model that was chosen. Keeping the one that the mock
 * had would keep a whole tree of objects alive for every entry.
 */
export function requestOf(body: unknown, dialect: DialectName, model: string): MessagesRequest | undefined {
  if (typeof body !== 'object' || body === null || !('messages' in body)) return undefined;
  const given = body as MessagesRequest;
  const messages = Array.isArray(given.messages)
    ? given.messages.map((message) => ({ ...message, content: message.content ?? [] }))
    : given.messages;
  const request = { ...given, messages };
  return { ...(dialect === 'llm-router' ? passed(request) : request), model };
}

function passed(request: MessagesRequest): MessagesRequest {
  try {
    return throughGateway(request);
  } catch {
    // It passed when it came; a body without its base64 may be told apart from that.
    return request;
  }
}
