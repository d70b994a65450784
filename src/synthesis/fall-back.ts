/** Anthropic's `fallbacks`: when a model refuses, the next one of the chain answers in the same reply. */

import type { DialectName } from '../contract/validator.ts';
import type { Draft } from '../message/draft.ts';
import type { ContentBlock, Usage } from '../message/message.ts';
import type { MessagesRequest } from '../message/request.ts';
import type { Random } from '../random.ts';
import { splitWish, type Wish } from '../wish.ts';
import { iteration } from './usage.ts';

/** What changes from one attempt to the next. */
interface Input {
  request: MessagesRequest;
  wish: Wish | undefined;
  random: Random;
  dialect?: DialectName;
}

/** One model to try, and the request as it gets it. */
interface Attempt {
  model: string;
  request: MessagesRequest;
  wish: Wish | undefined;
}

/** Wishes for a refusal, which is all that makes a fallback answer. */
const REFUSALS: ReadonlySet<Wish | undefined> = new Set(['refusal', 'refusal-midway']);
/** The service takes three. */
const MOST = 3;
/** Models with a fallback of the service's choice, and that choice. */
const DEFAULTS: readonly (readonly [requested: RegExp, fallback: string])[] = [
  [/claude-(?:fable|opus)-5/, 'claude-opus-4-8'],
];

/**
 * The models behind the requested one; none unless it shall refuse. A fallback whose id ends in `:mock-refusal` refuses too.
 * OpenRouter handles its own `fallbacks` when it chooses the route.
 */
export function attemptsOf({ request, wish, dialect }: Input): Attempt[] {
  const { fallbacks } = request;
  if (!REFUSALS.has(wish) || dialect === 'openrouter') return [];
  if (fallbacks === 'default')
    return DEFAULTS.flatMap(([requested, model]) =>
      requested.test(request.model) ? [{ model, request: { ...request, model }, wish: undefined }] : [],
    );
  return (Array.isArray(fallbacks) ? fallbacks.slice(0, MOST) : []).flatMap((entry) => attempt(entry, request));
}

/** LLM Router's contract does not describe the field, so an entry may be anything. */
function attempt(entry: unknown, request: MessagesRequest): Attempt[] {
  const { model: id, max_tokens, thinking, output_config } = (entry ?? {}) as Partial<MessagesRequest>;
  if (typeof id !== 'string') return [];
  const { model, wish } = splitWish(id);
  const changed: MessagesRequest = { ...request, model };
  if (typeof max_tokens === 'number') changed.max_tokens = max_tokens;
  if (thinking === null) delete changed.thinking;
  else if (thinking !== undefined) changed.thinking = thinking;
  if (output_config === null) delete changed.output_config;
  else if (output_config !== undefined) changed.output_config = { ...request.output_config, ...output_config };
  return [{ model, request: changed, wish: REFUSALS.has(wish as Wish) ? (wish as Wish) : undefined }];
}

/**
 * The reply of all attempts together: what each said, a `fallback` block at every hop, and one entry in `usage.iterations` per attempt.
 * Counts above the iterations are those of the last attempt.
 */
export async function fallBack<I extends Input>(
  input: I,
  attempts: readonly Attempt[],
  answer: (input: I) => Promise<Draft>,
): Promise<Draft> {
  let from = input.request.model;
  let draft = await answer(input);
  const content: ContentBlock[] = [...draft.content];
  const iterations = iterationsOf(draft.usage, from);
  for (const [nth, { model, request, wish }] of attempts.entries()) {
    const trigger = { type: 'refusal', category: draft.stop_details?.['category'] ?? null };
    content.push({ type: 'fallback', from: { model: from }, to: { model }, trigger });
    draft = await answer({ ...input, request, wish, random: input.random.fork(`fallback ${nth}`) });
    content.push(...draft.content);
    iterations.push(...iterationsOf(draft.usage, model));
    from = model;
    if (draft.stop_reason !== 'refusal') break;
  }
  const last = iterations.findLastIndex(({ type }) => type === 'message');
  if (draft.stop_reason !== 'refusal') iterations[last] = { ...iterations[last], type: 'fallback_message' };
  return { ...draft, content, usage: { ...draft.usage, iterations } };
}

/** The entries of one attempt; those of its own say which model they are of. */
function iterationsOf(usage: Usage, model: string): Record<string, unknown>[] {
  const own = (usage['iterations'] ?? [iteration('message', usage)]) as Record<string, unknown>[];
  return own.map(({ type, ...counts }) => ({ type, ...(type === 'message' ? { model } : {}), ...counts }));
}
