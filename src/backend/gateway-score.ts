/** How hard a question is, and how well it fits a description: the two scores by which LLM Router chooses. */
import { blocksOf, type MessagesRequest } from '../message/request.ts';

/** Enough to judge a question by; longer ones are as hard as they get. */
const MOST_READ = 20_000;
const HARD =
  /\b(analy[sz]e|architect\w*|compare|concurren\w*|debug|derive|design|evaluate|explain why|formal|implement|migrat\w*|optimi[sz]e|plan|proof|prove|refactor\w*|security|step by step|trade-?offs?)\b/gi;

/** The text of the last user message that has some. */
export function lastQuestion({ messages }: MessagesRequest): string {
  const own = (Array.isArray(messages) ? messages : []).filter(({ role }) => role === 'user').reverse();
  for (const { content } of own) {
    const text = blocksOf(content)
      .map((block) => (block.type === 'text' ? (block.text ?? '') : ''))
      .join('\n')
      .trim();
    if (text !== '') return text.slice(0, MOST_READ);
  }
  return '';
}

/**
 * From 0 (trivial) to 1: half for length (full at 150 words), the other half for words of hard work and for code.
 *
 * @example complexity('Hello') // 0.003...
 */
export function complexity(question: string): number {
  const words = question === '' ? 0 : question.split(/\s+/).length;
  const hard = new Set((question.match(HARD) ?? []).map((word) => word.toLowerCase())).size;
  const code = question.includes('```') ? 1 : 0;
  return Math.min(1, Math.min(0.5, words / 300) + Math.min(0.5, hard * 0.15 + code * 0.2));
}

/** How many different words of a description were asked for. */
export function overlap(asked: ReadonlySet<string>, description: string): number {
  return [...wordsOf(description)].filter((word) => asked.has(word)).length;
}

/** The words of a text that may tell what it is about. */
export function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .slice(0, MOST_READ)
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu) ?? [],
  );
}
