/** What was said: the parts of the conversation that an answer must respond to. */
import { blocksOf, type MessagesRequest, type RequestBlock } from '../message/request.ts';
import { pieces } from '../tokens.ts';
import { leadingValues } from './leading-values.ts';

/** Documented test string: real models answer it with redacted thinking. */
export const REDACTION_TRIGGER =
  'ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB';

/** A tool's result in the last turn. */
export interface HeardResult {
  /** Name of the tool that was called, or '' when the history does not tell. */
  tool: string;
  /** Its text, cleaned and shortened. */
  text: string;
  isError: boolean;
  /** When the text is JSON: its first values with their names, as they stand there. */
  values?: readonly (readonly [name: string, value: string])[];
}

export interface Heard {
  /** The newest text of the user, reminders that clients wrap around it left out. May be ''. */
  asked: string;
  /** Results in the last turn: not empty when this turn continues a tool loop. */
  results: HeardResult[];
  /** How the assistant's answer begins already, when the conversation ends with an assistant message. */
  prefill: string | null;
  /** What came along besides text in the newest user message, `image` or `document`. */
  attachment: 'image' | 'document' | null;
  /** Did the user send the string that asks for redacted thinking? */
  redaction: boolean;
}

/** Reads the conversation once, from its end. */
export function hear(request: MessagesRequest): Heard {
  // Messages of role `system` steer the talk but are no turn of it.
  // OpenRouter's schema allows `messages: null`.
  const turns = (request.messages ?? []).filter((message) => message.role !== 'system');
  const last = turns.at(-1);
  const lastBlocks = last === undefined ? [] : blocksOf(last.content);
  const users = turns.filter((message) => message.role === 'user').map((message) => blocksOf(message.content));
  const asking = users.findLast((blocks) => blocks.some(isQuestion)) ?? users.at(-1) ?? [];
  const attached = asking.findLast((block) => block.type === 'image' || block.type === 'document');
  return {
    asked: asking
      .filter(isQuestion)
      .map((block) => block.text)
      .join('\n'),
    results: last?.role === 'user' ? resultsIn(lastBlocks, turns.flatMap(callsIn)) : [],
    prefill: last?.role === 'assistant' ? textOf(lastBlocks.at(-1)) : null,
    attachment: attached === undefined ? null : attached.type === 'image' ? 'image' : 'document',
    redaction: users.some((blocks) => blocks.some((block) => textOf(block)?.includes(REDACTION_TRIGGER))),
  };
}

/**
 * A text made fit to be repeated: control characters, lone surrogates and runs of space become one space; at most `limit` pieces.
 */
export function quotable(text: string, limit: number): string {
  const clean = text
    .slice(0, limit * 20)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  const parts = pieces(clean);
  return parts.length <= limit ? clean : `${parts.slice(0, limit).join('').trim()}…`;
}

function textOf(block: RequestBlock | undefined): string | null {
  return block?.type === 'text' ? (block.text ?? '') : null;
}

function isQuestion(block: RequestBlock): boolean {
  const text = textOf(block)?.trimStart() ?? '';
  return text !== '' && !text.startsWith('<system-reminder>');
}

function callsIn(message: MessagesRequest['messages'][number]): RequestBlock[] {
  return blocksOf(message.content).filter((block) => block.type === 'tool_use');
}

function resultsIn(blocks: readonly RequestBlock[], calls: readonly RequestBlock[]): HeardResult[] {
  const names = new Map(calls.map((call) => [call.id, call.name]));
  return blocks
    .filter((block) => block.type === 'tool_result')
    .map((block) => {
      const text = resultText(block.content);
      const isError = block.is_error === true;
      const values = isError ? undefined : leadingValues(text);
      const heard = { tool: names.get(block.tool_use_id) ?? '', text: quotable(text, 30), isError };
      return values === undefined ? heard : { ...heard, values };
    });
}

function resultText(content: RequestBlock['content']): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((block) => block.text ?? (block.type === 'text' ? '' : `[${block.type}]`)).join(' ');
}
