/** What does not fit: output limits, effort levels and the context window. */
import { ANTHROPIC, EVERYWHERE, isObject, type Rule, type RuleContext } from './rule.ts';

/** What asks for output while max_tokens is 0, in words. */
function outputAskedFor({ request }: RuleContext): string | undefined {
  if (request.stream === true) return 'stream: true';
  if (request.thinking?.type === 'enabled') return 'thinking.type "enabled"';
  if (isObject(request.output_config?.format)) return 'output_config.format';
  const choice = request.tool_choice?.type;
  return choice === 'any' || choice === 'tool' ? `tool_choice.type "${choice}"` : undefined;
}

const LONG_OUTPUT = 'output-300k-2026-03-24';
const WINDOW_EXCEEDED = 'model-context-window-exceeded-2025-08-26';

export const LIMITS: readonly Rule[] = [
  {
    id: 'max-tokens-zero-conflict',
    dialects: ANTHROPIC,
    source: 'Anthropic, prompt caching (pre-warming); the words are our own',
    check: (context) => {
      const asked = context.request.max_tokens === 0 ? outputAskedFor(context) : undefined;
      if (asked === undefined) return undefined;
      return {
        path: ['max_tokens'],
        message: `max_tokens: 0 cannot be combined with ${asked}, which needs output.`,
        expected: 'at least 1',
        actual: '0',
      };
    },
  },
  {
    id: 'max-tokens-over-model',
    dialects: ANTHROPIC,
    source: 'seen on the wire',
    check: ({ request, model, betas }) => {
      const limit = request.max_tokens ?? 0;
      const most = betas.includes(LONG_OUTPUT) ? Math.max(model.maxOutput, 300_000) : model.maxOutput;
      if (!model.known || limit <= most) return undefined;
      return {
        path: ['max_tokens'],
        message: `max_tokens: ${limit} > ${most}, which is the maximum allowed number of output tokens for ${model.id}`,
        expected: `at most ${most}`,
        actual: String(limit),
      };
    },
  },
  {
    id: 'effort-unsupported',
    dialects: ANTHROPIC,
    source: 'Anthropic, effort; words seen on the wire',
    check: ({ request, model }) => {
      const effort = request.output_config?.effort;
      if (typeof effort !== 'string' || model.efforts.some((level) => level === effort)) return undefined;
      const levels = [...model.efforts].sort().join(', ');
      return {
        path: ['output_config', 'effort'],
        message:
          levels === ''
            ? 'This model does not support the effort parameter.'
            : `This model does not support effort level '${effort}'. Supported levels: ${levels}.`,
        expected: levels === '' ? 'no effort' : `one of ${levels}`,
        actual: `"${effort}"`,
      };
    },
  },
  {
    id: 'prompt-too-long',
    dialects: EVERYWHERE,
    source: 'Anthropic, context windows',
    check: ({ request, inputTokens, model }) => {
      if (!Array.isArray(request.messages)) return undefined;
      const count = inputTokens();
      if (count <= model.contextWindow) return undefined;
      return {
        path: ['messages'],
        message: `prompt is too long: ${count} tokens > ${model.contextWindow} maximum`,
        expected: `at most ${model.contextWindow} tokens`,
        actual: String(count),
        code: 'context_length',
      };
    },
  },
  {
    id: 'input-plus-max',
    dialects: ANTHROPIC,
    source: 'seen on the wire; from 4.5 on the answer is cut instead: Anthropic, context windows',
    check: ({ request, model, betas, inputTokens }) => {
      const limit = request.max_tokens ?? 0;
      if (model.outputSharesWindow !== true || betas.includes(WINDOW_EXCEEDED)) return undefined;
      const count = inputTokens();
      // A prompt that is too long by itself is refused in other words.
      if (count > model.contextWindow || count + limit <= model.contextWindow) return undefined;
      return {
        path: ['max_tokens'],
        message: `input length and \`max_tokens\` exceed context limit: ${count} + ${limit} > ${model.contextWindow}, decrease input length or \`max_tokens\` and try again`,
        expected: `at most ${model.contextWindow - count}`,
        actual: String(limit),
        code: 'context_length',
      };
    },
  },
];
