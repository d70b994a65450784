/** A stubbed message as a draft: whatever its author left open is filled in, and nothing is cut. */
import { containerOf } from '../../message/container.ts';
import type { Draft } from '../../message/draft.ts';
import { freshUsage } from '../../message/fresh-usage.ts';
import type { ContentBlock, StopReason, Usage } from '../../message/message.ts';
import { outputTokens } from '../../message/output-tokens.ts';
import type { MessagesRequest } from '../../message/request.ts';
import type { ModelTraits } from '../../model.ts';
import type { MessageGiven, StubReply } from './reply.ts';

type MessageReply = Extract<StubReply, { kind: 'message' }>;

export interface DraftInput {
  request: MessagesRequest;
  model: ModelTraits;
  /** In the model's own tokens. */
  inputTokens: number;
  /** The signature of a thinking block, over the text that is shown. */
  sign(thinking: string): string;
  /** The opaque `data` of a redacted_thinking block. */
  redact(text: string): string;
}

/**
 * The draft of a stubbed message. What the author gave stays; of `usage`, `stop_details` and `container` what is not given is filled in.
 * The author's `id` and `model` are not of a draft. Same arguments, same draft.
 *
 * @example draftOf(reply, { request, model, inputTokens: 12, sign, redact }).stop_reason // 'end_turn'
 */
export function draftOf({ content: said, given }: MessageReply, input: DraftInput): Draft {
  const content = said.map((block, index) => sealed(block, index, input));
  const stop_reason = given.stop_reason ?? naturalStop(content, given);
  const stop_details = stop_reason === 'refusal' ? { ...REFUSAL, ...given.stop_details } : given.stop_details;
  const container = containerIn(content, given, input.request);
  return {
    content,
    stop_reason,
    stop_sequence: given.stop_sequence ?? null,
    ...(stop_details ? { stop_details } : {}),
    ...(container ? { container } : {}),
    usage: merged(counted(content, stop_reason, input), given.usage),
  };
}

/** What the contract demands of a refusal. Neither is guessed: an explanation would contradict a category that the author gives. */
const REFUSAL = { type: 'refusal', category: null, explanation: null };

function sealed(block: ContentBlock, index: number, { sign, redact }: DraftInput): ContentBlock {
  if (block.type === 'thinking' && block.signature === '') return { ...block, signature: sign(block.thinking) };
  // Two blocks of one message hide different thoughts.
  if (block.type === 'redacted_thinking' && block['data'] === '') return { ...block, data: redact(`block ${index}`) };
  return block;
}

/** A call of the caller's tools ends a turn wherever it stands; a server tool that has not answered, or a compaction, where it is last. */
function naturalStop(content: readonly ContentBlock[], given: MessageGiven): StopReason {
  if (typeof given.stop_sequence === 'string') return 'stop_sequence';
  if (content.some(({ type }) => type === 'tool_use')) return 'tool_use';
  const last = content.at(-1)?.type;
  if (last === 'server_tool_use' || last === 'mcp_tool_use') return 'pause_turn';
  return last === 'compaction' ? 'compaction' : 'end_turn';
}

const RAN_CODE = /code_execution_tool_result$/;

function containerIn(
  content: readonly ContentBlock[],
  { container: own }: MessageGiven,
  request: MessagesRequest,
): Record<string, unknown> | undefined {
  if (own === null) return undefined;
  if (own === undefined && !content.some(({ type }) => RAN_CODE.test(type))) return undefined;
  return { ...containerOf(request, JSON.stringify(content)), ...own };
}

function counted(content: readonly ContentBlock[], stop: StopReason, { model, inputTokens }: DraftInput): Usage {
  const thinks = content.some(({ type }) => type === 'thinking' || type === 'redacted_thinking');
  const { output, thinking } = outputTokens(content, model);
  return freshUsage({
    input: inputTokens,
    // A refusal before the first word costs nothing.
    output: stop === 'refusal' && content.length === 0 ? 0 : output,
    thinking: thinks ? thinking : null,
    results: content.map((block) => ({ type: block.type, content: 'content' in block ? block.content : undefined })),
  });
}

/** The author's counts over ours, one level deep. */
function merged(counts: Usage, given: Partial<Usage> | undefined): Usage {
  const over = Object.entries(given ?? {}).map(([key, value]): [string, unknown] => {
    const own = counts[key];
    return [key, isObject(own) && isObject(value) ? { ...own, ...value } : value];
  });
  return { ...counts, ...Object.fromEntries(over) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
