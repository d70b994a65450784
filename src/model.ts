/** What a model can do: the traits that rules, synthesis and the model lists read. The rows are in `backend/catalogue.ts`. */

export type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max';

/** US dollars per million tokens. */
export interface ModelPrice {
  input: number;
  output: number;
  cacheWrite5m: number | null;
  cacheWrite1h: number | null;
  cacheRead: number | null;
}

export interface ModelTraits {
  /** The id that Anthropic uses (`claude-opus-4-8`) or, for others, OpenRouter's slug (`openai/gpt-5-mini`). */
  id: string;
  /** OpenRouter's slug, `anthropic/claude-opus-4.8`. */
  slug: string;
  displayName: string;
  /** RFC 3339. */
  createdAt: string;
  /** Display name of the provider that serves it on OpenRouter, e.g. `Anthropic`. */
  provider: string;
  /** False for a model the catalogue does not know and that was accepted all the same. */
  known: boolean;
  contextWindow: number;
  maxOutput: number;
  price: ModelPrice;
  minCacheTokens: number;
  thinking: {
    /** Which `thinking.type` values switch it on. */
    modes: readonly ('enabled' | 'adaptive')[];
    /** Without a `thinking` field: `on`, `off`, or `always` (cannot be disabled). */
    default: 'on' | 'off' | 'always';
    /** What `display` means when it is not sent. */
    display: 'summarized' | 'omitted';
    /** Does the beta `interleaved-thinking-2025-05-14` let the budget of `enabled` exceed max_tokens? Absent: no. */
    interleaved?: boolean;
    /**
     * The highest effort at which `disabled` is accepted or, where thinking is `always`, at which `between_tools` is.
     * Absent: any; where thinking is `always`, `between_tools` is unknown to the model.
     */
    disabledUpTo?: Effort;
  };
  efforts: readonly Effort[];
  /** The effort without an `output_config`. Absent: high. */
  defaultEffort?: Effort;
  /** May the conversation end with an assistant message? */
  prefill: boolean;
  /** `free`; `one` of temperature and top_p; `fixed` (only the defaults are accepted). */
  sampling: 'free' | 'one' | 'fixed';
  /** Are `system` messages accepted inside `messages`? */
  systemMessages: boolean;
  /** Is tool_choice `any` / `tool` accepted? */
  forcedTools: boolean;
  /** Tokens of the hidden tool-use prompt, for tool_choice auto or none, and for any or tool. */
  toolPromptTokens: { auto: number; forced: number };
  /** Tokens of this model's tokenizer per token of the older one: 1, or 1.3 for models from 4.7 on. */
  tokenScale: number;
  /** OpenRouter's dated slug. Absent: the slug with the date of `createdAt`. */
  canonicalSlug?: string;
  /** Are input plus max_tokens above the window refused, rather than cut when the window is full? Absent: no. */
  outputSharesWindow?: boolean;
  /** Does it obey `output_config.format`? Absent: yes. */
  structuredOutputs?: boolean;
  /** What it reads. Absent: text, images and files. */
  inputModalities?: readonly ('text' | 'image' | 'file' | 'audio' | 'video')[];
  /** Its `-fast` sibling on OpenRouter costs this many times as much. Absent: there is none. */
  fastPriceFactor?: number;
  /** The Anthropic service no longer serves it. Absent: it does. */
  retired?: boolean;
}
