/** LLM Router's `gateway.mediaOptimization`: pictures of earlier turns are left out when the last question is not about them. */
import type { MessagesRequest, RequestBlock } from '../message/request.ts';
import { lastQuestion } from './gateway-score.ts';

const ABOUT_MEDIA =
  /\b(?:image|picture|photo|screenshot|diagram|chart|figure|drawing|logo|scan|look|see|shown?|colou?r)s?\b/i;

/** The request without the pictures of earlier turns, unless the last question asks for them. A turn never becomes empty. */
export function withoutOldMedia(request: MessagesRequest): MessagesRequest {
  if (!Array.isArray(request.messages) || ABOUT_MEDIA.test(lastQuestion(request))) return request;
  const last = request.messages.length - 1;
  const messages = request.messages.map((message, index) => {
    if (index === last || typeof message.content === 'string') return message;
    const content = message.content.filter((block) => !isPicture(block));
    return content.length > 0 ? { ...message, content } : message;
  });
  return { ...request, messages };
}

function isPicture({ type }: RequestBlock): boolean {
  return type === 'image';
}
