/** The bill of an answer, before caches and prices change it. */
import { freshUsage } from '../message/fresh-usage.ts';
import { inputTokens } from '../message/input-tokens.ts';
import type { Usage } from '../message/message.ts';
import type { MessagesRequest } from '../message/request.ts';
import type { ModelTraits } from '../model.ts';
import { countTokens } from '../tokens.ts';
import type { Managed } from './context/manage-context.ts';
import type { Cut } from './cut.ts';

export interface Billed {
  managed: Managed;
  ended: Cut;
  model: ModelTraits;
  /** Null when thinking was not on; part of the output tokens. */
  thinkingTokens: number | null;
}

type Counts = Pick<Usage, 'input_tokens' | 'output_tokens'>;

/** Usage of a fresh, uncached answer. Compactions and advisors are billed in `iterations`, and not counted in the sums above. */
export function usageOf({ managed, ended, model, thinkingTokens }: Billed): Usage {
  const { parts, stop_reason } = ended;
  const summary = parts.find((part) => part.kind === 'compaction');
  const compaction = summary ? compacted(managed, summary.text, model) : undefined;
  const own = ownCounts(compaction?.after ?? managed.tokens, ended);
  const iterations = [
    ...(compaction ? [iteration('compaction', compaction.spent)] : []),
    ...(stop_reason === 'compaction' ? [] : [iteration('message', own)]),
    ...parts.flatMap((part) =>
      part.kind === 'server_result' && part.outcome.advisor ? [iteration('advisor_message', part.outcome.advisor)] : [],
    ),
  ];
  const several = compaction !== undefined || iterations.length > 1;
  return {
    ...freshUsage({
      input: own.input_tokens,
      output: own.output_tokens,
      thinking: thinkingTokens,
      results: parts.flatMap((part) => (part.kind === 'server_result' ? [part.outcome] : [])),
    }),
    ...(several ? { iterations } : {}),
  };
}

/** What the answer itself cost. A refusal before the first word, and a turn that only compacted, cost nothing. */
function ownCounts(input_tokens: number, { parts, stop_reason, outputTokens }: Cut): Counts {
  if (stop_reason === 'compaction') return { input_tokens: 0, output_tokens: 0 };
  return { input_tokens, output_tokens: stop_reason === 'refusal' && parts.length === 0 ? 0 : outputTokens };
}

/** The bill of a compaction, and the input tokens that are left after it. */
function compacted({ request, tokens }: Managed, text: string, model: ModelTraits): { spent: Counts; after: number } {
  const last = (request.messages ?? []).findLast(({ role }) => role === 'user');
  const shortened: MessagesRequest = {
    ...request,
    messages: [{ role: 'assistant', content: [{ type: 'compaction', content: text }] }, ...(last ? [last] : [])],
  };
  const output_tokens = Math.ceil(countTokens(text) * model.tokenScale);
  return { spent: { input_tokens: tokens, output_tokens }, after: inputTokens(shortened, model) };
}

/** An entry of `usage.iterations`. */
export function iteration(type: string, counts: Counts & { model?: string }): Record<string, unknown> {
  const { model, input_tokens, output_tokens } = counts;
  return {
    type,
    ...(model === undefined ? {} : { model }),
    input_tokens,
    output_tokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
  };
}
