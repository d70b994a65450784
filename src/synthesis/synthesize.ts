/** The synthesis room's one door: an answer invented to fit the request. */

import type { Draft } from '../message/draft.ts';
import { inputTokens } from '../message/input-tokens.ts';
import type { ContentBlock } from '../message/message.ts';
import type { MessagesRequest } from '../message/request.ts';
import type { ModelTraits } from '../model.ts';
import type { Random } from '../random.ts';
import { type Composed, compose } from './compose.ts';
import { cut } from './cut.ts';
import { hear } from './hear.ts';
import { outline, thinkingIsOn } from './outline.ts';
import { usageOf } from './usage.ts';

export interface SynthesisInput {
  request: MessagesRequest;
  model: ModelTraits;
  /** Grown from the seed and the canonical request: the only source of variety. */
  random: Random;
  /** Was the interleaved-thinking beta sent? It lets manual thinking go on inside a tool loop. */
  interleaved: boolean;
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
  const { request, model, random } = input;
  const heard = hear(request);
  const plan = outline(input, heard);
  const composed = await compose(plan, request, heard, random.fork('compose'));
  const ended = cut(composed, plan.stop_reason, {
    maxTokens: request.max_tokens,
    stopSequences: request.stop_sequences ?? [],
    tokenScale: model.tokenScale,
  });
  const thinkingTokens = thinkingIsOn(request, model) ? ended.thinkingTokens : null;
  return {
    content: ended.parts.map((part) => seal(part, input)),
    stop_reason: ended.stop_reason,
    stop_sequence: ended.stop_sequence,
    usage: usageOf(inputTokens(request, model), ended.outputTokens, thinkingTokens),
  };
}

/** Loads what is only needed to fill JSON Schemas (json-schema-faker, Faker, Ajv), so that the first such answer is not slow. */
export async function warmSynthesis(): Promise<void> {
  const { warmSchemas } = await import('./from-schema.ts');
  await warmSchemas();
}

/** The block as it is sent: thinking is signed over what is shown of it, after it was cut. */
function seal(part: Composed, { sign, redact }: SynthesisInput): ContentBlock {
  if (part.kind === 'text') return { type: 'text', text: part.text };
  if (part.kind === 'call') return { type: 'tool_use', id: '', name: part.name, input: part.input };
  if (part.form === 'redacted') return { type: 'redacted_thinking', data: redact(part.text) };
  const thinking = part.form === 'omitted' ? '' : part.text;
  return { type: 'thinking', thinking, signature: sign(thinking) };
}
