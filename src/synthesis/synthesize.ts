/** The synthesis room's one door: an answer invented to fit the request. */

import type { DialectName } from '../contract/validator.ts';
import { containerOf } from '../message/container.ts';
import type { Draft } from '../message/draft.ts';
import type { ContentBlock } from '../message/message.ts';
import { opaque } from '../message/opaque.ts';
import type { MessagesRequest } from '../message/request.ts';
import type { ModelTraits } from '../model.ts';
import type { Random } from '../random.ts';
import type { ReplyStyle } from '../reply-style.ts';
import type { Wish } from '../wish.ts';
import { type Composed, compose } from './compose.ts';
import { manageContext, pausesAfterCompaction } from './context/manage-context.ts';
import { cut, halved } from './cut.ts';
import { attemptsOf, fallBack } from './fall-back.ts';
import { hear } from './hear.ts';
import { outline, thinkingIsOn } from './outline.ts';
import { refusalDetails } from './refusal.ts';
import { usageOf } from './usage.ts';

export interface SynthesisInput {
  request: MessagesRequest;
  model: ModelTraits;
  /** Grown from the seed and the canonical request: the only source of variety. */
  random: Random;
  /** Was the interleaved-thinking beta sent? It lets manual thinking go on inside a tool loop. */
  interleaved: boolean;
  /** Whose contract decides which blocks may appear. Absent: anthropic. */
  dialect?: DialectName;
  /** How text reads. */
  style: ReplyStyle;
  /** What the answer shall be that no request can ask for. */
  wish: Wish | undefined;
  /** The signature of a thinking block, over the text that is shown (`''` when it is omitted). */
  sign(thinking: string): string;
  /** The opaque `data` of a redacted_thinking block. */
  redact(text: string): string;
}

/**
 * Invents the answer to a validated request: outline, then blocks, then cuts, then the bill. Same input, same draft.
 *
 * @throws ApiError `invalid_request` when a tool's or the output format's JSON Schema allows no value that could be made.
 * @example
 * const draft = await synthesize({ request, model, random: createRandom(key), interleaved: false, sign, redact });
 */
export async function synthesize(input: SynthesisInput): Promise<Draft> {
  const attempts = attemptsOf(input);
  return attempts.length === 0 ? answer(input) : fallBack(input, attempts, answer);
}

/** The answer of one model. */
async function answer(input: SynthesisInput): Promise<Draft> {
  const { request, model, random, wish } = input;
  const managed = manageContext(request, model);
  const compaction = wish === 'compaction' ? { pause: pausesAfterCompaction(request) } : managed.compaction;
  const heard = hear(request);
  const plan = outline({ ...input, compaction, tokens: managed.tokens }, heard);
  const composed = await compose(plan, request, heard, random.fork('compose'), input.style);
  const ended = cut(MIDWAY.has(wish) ? halved(composed) : composed, plan.stop_reason, {
    maxTokens: request.max_tokens,
    stopSequences: request.stop_sequences ?? [],
    tokenScale: model.tokenScale,
    // Older models refuse what might not fit; the others stop when the window is full.
    ...(model.outputSharesWindow || compaction ? {} : { window: model.contextWindow - managed.tokens }),
  });
  const thinks = thinkingIsOn(request, model) || wish === 'redacted';
  const ranCode = ended.parts.some((part) => part.kind === 'server_result' && part.outcome.container);
  return {
    content: ended.parts.flatMap((part) => seal(part, input)),
    stop_reason: ended.stop_reason,
    stop_sequence: ended.stop_sequence,
    ...(ended.stop_reason === 'refusal' ? { stop_details: refusalDetails(random.fork('refusal')) } : {}),
    ...(ranCode ? { container: containerOf(request, String(random.seed)) } : {}),
    ...(managed.applied.length > 0 ? { applied_edits: managed.applied } : {}),
    usage: usageOf({ managed, ended, model, thinkingTokens: thinks ? ended.thinkingTokens : null }),
  };
}

/** Wishes that break the answer off. */
const MIDWAY: ReadonlySet<Wish | undefined> = new Set(['refusal-midway', 'context-window']);

/** The block as it is sent, if it is: thinking is signed over what is shown of it, after it was cut. */
function seal(part: Composed, { sign, redact }: SynthesisInput): ContentBlock[] {
  switch (part.kind) {
    case 'text':
      return [{ type: 'text', text: part.text, ...(part.citations ? { citations: part.citations } : {}) }];
    case 'call':
      return [{ type: 'tool_use', id: '', name: part.name, input: part.input }];
    case 'server_call':
      return [
        part.server === undefined
          ? { type: 'server_tool_use', id: '', name: part.name, input: part.input }
          : { type: 'mcp_tool_use', id: '', name: part.name, server_name: part.server, input: part.input },
      ];
    case 'server_result': {
      const { type, content, isError } = part.outcome;
      const failed = isError === undefined ? {} : { is_error: isError };
      return part.shown ? [{ type, tool_use_id: part.called ?? '', ...failed, content } as ContentBlock] : [];
    }
    case 'compaction':
      return [{ type: 'compaction', content: part.text, encrypted_content: opaque(64, 'compaction', part.text) }];
    case 'thinking': {
      if (part.form === 'redacted') return [{ type: 'redacted_thinking', data: redact(part.text) }];
      const thinking = part.form === 'omitted' ? '' : part.text;
      return [{ type: 'thinking', thinking, signature: sign(thinking) }];
    }
  }
}
