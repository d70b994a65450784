/** The reply of an aimock fixture as the Messages API gives it. */
import { findError } from '../../error-names.ts';
import { ERRORS } from '../../errors.ts';
import type { ContentBlock, Message, StopReason } from '../../message/message.ts';
import { idBody } from '../../random.ts';
import { countTokens } from '../../tokens.ts';
import { CassetteError } from '../cassette.ts';
import { isObject, type Json } from '../replay/events-of.ts';

/** aimock's reasons, which are those of chat completions. */
const REASONS: Readonly<Record<string, StopReason>> = {
  stop: 'end_turn',
  tool_calls: 'tool_use',
  length: 'max_tokens',
  content_filter: 'refusal',
};
const ID_LENGTH = 24;

/**
 * @param where makes the ids, which fixtures need not have
 * @throws CassetteError for what is no reply of a Messages API, such as an image
 */
export function aimockReply(
  response: unknown,
  { where, model }: { where: string; model: string },
): { status: number; body: unknown } {
  if (!isObject(response)) throw new CassetteError('it has no response');
  if (isObject(response['error'])) return errorReply(response['error'], response['status']);
  const content = [...thoughts(response), ...blocksOf(response, where)];
  if (content.length === 0) {
    const keys = Object.keys(response).slice(0, 5).join(', ');
    throw new CassetteError(`its response is no message (${keys || 'empty'})`);
  }
  return { status: 200, body: messageOf(response, content, where, model) };
}

function errorReply(error: Json, status: unknown): { status: number; body: unknown } {
  const named = typeof error['type'] === 'string' ? findError(error['type']) : undefined;
  const number = typeof status === 'number' ? status : named ? ERRORS[named.code].status : 500;
  const found = named ?? findError(number);
  if (!found) throw new CassetteError(`its error has the status ${number}`);
  const { type } = ERRORS[found.code];
  return {
    status: number,
    body: { type: 'error', error: { type, message: asText(error['message']) }, request_id: null },
  };
}

function thoughts({ reasoning }: Json): ContentBlock[] {
  return typeof reasoning === 'string' && reasoning !== ''
    ? [{ type: 'thinking', thinking: reasoning, signature: '' }]
    : [];
}

/** In the order that `blocks` gives; else text first. */
function blocksOf({ blocks, content, toolCalls }: Json, where: string): ContentBlock[] {
  const calls = Array.isArray(toolCalls) ? toolCalls : [];
  const text = content === undefined || content === null || content === '' ? [] : [{ type: 'text', text: content }];
  const told = Array.isArray(blocks) && blocks.length > 0 ? blocks : [...text, ...calls];
  return told.map((block: unknown, index): ContentBlock => {
    if (!isObject(block)) throw new CassetteError('one of its blocks is no object');
    const { type, name, id } = block;
    if (type === 'text') return { type, text: asText(block['text']), citations: null };
    if (typeof name !== 'string') throw new CassetteError('one of its tool calls has no name');
    const own = typeof id === 'string' && id !== '' ? id : `toolu_${idBody(ID_LENGTH, where, String(index))}`;
    return { type: 'tool_use', id: own, name, input: inputOf(block['arguments']) };
  });
}

/** What is no text is to be sent as JSON. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

function inputOf(value: unknown): Record<string, unknown> {
  let input = value ?? {};
  if (typeof input === 'string') {
    try {
      input = JSON.parse(input === '' ? '{}' : input);
    } catch {
      throw new CassetteError('the arguments of one of its tool calls are no JSON');
    }
  }
  if (!isObject(input)) throw new CassetteError('the arguments of one of its tool calls are no object');
  return input;
}

function messageOf(response: Json, content: ContentBlock[], where: string, model: string): Message {
  const { id, finishReason, usage } = response;
  const counts = isObject(usage) ? usage : {};
  const reason =
    typeof finishReason === 'string' && Object.hasOwn(REASONS, finishReason) ? REASONS[finishReason] : undefined;
  const calls = content.some(({ type }) => type === 'tool_use');
  const count = (...names: string[]): number | undefined =>
    names.map((name) => counts[name]).find((value): value is number => Number.isInteger(value));
  return {
    id: typeof id === 'string' ? id : `msg_${idBody(ID_LENGTH, where)}`,
    type: 'message',
    role: 'assistant',
    model: typeof response['model'] === 'string' ? response['model'] : model,
    content,
    stop_reason: reason ?? (calls ? 'tool_use' : 'end_turn'),
    stop_sequence: null,
    stop_details: null,
    container: null,
    usage: {
      input_tokens: count('input_tokens', 'prompt_tokens') ?? 0,
      output_tokens: count('output_tokens', 'completion_tokens') ?? countTokens(JSON.stringify(content)),
      cache_creation: null,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      inference_geo: null,
      output_tokens_details: null,
      server_tool_use: null,
      service_tier: 'standard',
    },
  };
}
