/** The bill of an answer, before caches and prices change it. */
import type { Usage } from '../message/message.ts';

/**
 * Usage of a fresh, uncached answer. `thinkingTokens` is null when thinking was not on; it is part of `outputTokens`.
 *
 * @example usageOf(12, 40, null).output_tokens // 40
 */
export function usageOf(inputTokens: number, outputTokens: number, thinkingTokens: number | null): Usage {
  return {
    input_tokens: inputTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: outputTokens,
    ...(thinkingTokens === null ? {} : { output_tokens_details: { thinking_tokens: thinkingTokens } }),
    service_tier: 'standard',
  };
}
