/** LLM Router's `gateway.chatHistoryCompression`: turns that the newest question does not depend on are left out. */
import { blocksOf, type MessagesRequest, type RequestMessage } from '../message/request.ts';
import { lastQuestion, wordsOf } from './gateway-score.ts';

export interface HistoryCompression {
  enabled?: boolean;
  score?: number;
}

const DEPENDS_FROM = 0.6;
/** Words that point back at what was said. */
const POINTING =
  /\b(?:it|its|this|that|these|those|they|them|he|she|him|her|above|before|earlier|previous(?:ly)?|again|also|continue|go on|more|instead|why|so)\b/i;
/** Words that are in every text. */
const EVERYWHERE = new Set(
  'the and for are was were what when where which who how with from about into your you can could would please tell give does did not but have has'.split(
    ' ',
  ),
);

/** The request from its newest question on, when that depends on nothing before; messages of the system stay. */
export function withoutOldTurns(request: MessagesRequest, settings: HistoryCompression): MessagesRequest {
  const { messages } = request;
  if (settings.enabled === false || !Array.isArray(messages)) return request;
  const from = messages.findLastIndex(isQuestion);
  if (from < 1 || dependency(request, messages.slice(0, from)) >= (settings.score ?? DEPENDS_FROM)) return request;
  return { ...request, messages: messages.filter(({ role }, at) => at >= from || role === 'system') };
}

/** A user's own words: results of tools belong to the question before. */
function isQuestion({ role, content }: RequestMessage): boolean {
  if (role !== 'user') return false;
  const blocks = blocksOf(content);
  return blocks.some(({ type }) => type === 'text') && blocks.every(({ type }) => type !== 'tool_result');
}

/** From 0 (a new subject) to 1: which share of the question's words was said before; all of it when the question points back. */
function dependency(request: MessagesRequest, before: readonly RequestMessage[]): number {
  const question = lastQuestion(request);
  if (POINTING.test(question)) return 1;
  const asked = [...wordsOf(question)].filter((word) => !EVERYWHERE.has(word));
  const said = wordsOf(before.map(textOf).reverse().join('\n'));
  return asked.length === 0 ? 1 : asked.filter((word) => said.has(word)).length / asked.length;
}

function textOf({ content }: RequestMessage): string {
  return blocksOf(content)
    .map(({ type, text }) => (type === 'text' ? (text ?? '') : ''))
    .join(' ');
}
