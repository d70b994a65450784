/** Which way of thinking a model takes: refusals of the `thinking` field itself. */
import type { Effort, ModelTraits } from '../model.ts';
import { ANTHROPIC, ANTHROPIC_OPENROUTER, isClaude, type Rule, type RuleContext } from './rule.ts';
import { manualBudget } from './thinking-mode.ts';

const INTERLEAVED = 'interleaved-thinking-2025-05-14';
const EFFORTS: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max'];

/** The effort asked for, if it is more than the model gives with little or no thinking. */
function excessiveEffort({ request, model }: RuleContext): { effort: Effort; highest: Effort } | undefined {
  const effort = EFFORTS.find((level) => level === request.output_config?.effort);
  const highest = model.thinking.disabledUpTo;
  if (effort === undefined || highest === undefined) return undefined;
  return EFFORTS.indexOf(effort) > EFFORTS.indexOf(highest) ? { effort, highest } : undefined;
}

/** With interleaved thinking a budget spans all thinking of a turn, so it may exceed max_tokens. */
function interleaves({ model, betas }: RuleContext): boolean {
  return model.thinking.interleaved === true && betas.includes(INTERLEAVED);
}

function type(context: RuleContext): string | undefined {
  return context.request.thinking?.type;
}

const AT_TYPE = ['thinking', 'type'];

const ADAPTIVE_ONLY = 'Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.';
const WITH_BUDGET =
  'Thinking defaults to adaptive mode when not specified; use "thinking.type.enabled" with "budget_tokens" for extended thinking.';

const LESS_THINKING = 'Use "thinking.type.between_tools" to turn off thinking up front.';

/** Sonnet 5.5 cannot be without thinking, but it has a setting that comes close, with the limit that `disabled` has elsewhere. */
function hasBetweenTools({ thinking }: ModelTraits): boolean {
  return thinking.default === 'always' && thinking.disabledUpTo !== undefined;
}

/** The models from September 2026 on no longer advise a budget, which they would not take. */
function insteadOfDisabled({ model }: RuleContext): string {
  if (hasBetweenTools(model)) return LESS_THINKING;
  return model.createdAt < '2026-09' ? WITH_BUDGET : ADAPTIVE_ONLY;
}

export const THINKING: readonly Rule[] = [
  {
    id: 'thinking-enabled-removed',
    dialects: ANTHROPIC,
    source: 'Anthropic, errors',
    check: (context) => {
      const { modes } = context.model.thinking;
      if (type(context) !== 'enabled' || modes.includes('enabled') || !modes.includes('adaptive')) return undefined;
      return {
        path: [...AT_TYPE],
        message: `"thinking.type.enabled" is not supported for this model. ${ADAPTIVE_ONLY}`,
        expected: '"adaptive"',
        actual: '"enabled"',
      };
    },
  },
  {
    id: 'thinking-adaptive-unsupported',
    dialects: ANTHROPIC,
    source: 'Anthropic, errors',
    check: (context) => {
      if (type(context) !== 'adaptive' || context.model.thinking.modes.includes('adaptive')) return undefined;
      return {
        path: [...AT_TYPE],
        message: 'adaptive thinking is not supported on this model',
        expected: '"enabled" with budget_tokens',
        actual: '"adaptive"',
      };
    },
  },
  {
    id: 'thinking-disabled-unsupported',
    dialects: ANTHROPIC,
    source: "Anthropic, errors and what's new in Opus 5.5; for Sonnet 5.5 the words are by analogy",
    check: (context) => {
      if (type(context) !== 'disabled' || context.model.thinking.default !== 'always') return undefined;
      return {
        path: [...AT_TYPE],
        message: `"thinking.type.disabled" is not supported for this model. ${insteadOfDisabled(context)}`,
        expected: 'no thinking field, or "adaptive"',
        actual: '"disabled"',
      };
    },
  },
  {
    id: 'thinking-disabled-effort',
    dialects: ANTHROPIC_OPENROUTER,
    source: 'Anthropic, thinking troubleshooting; words seen on the wire',
    check: (context) => {
      const excess = excessiveEffort(context);
      if (type(context) !== 'disabled' || hasBetweenTools(context.model) || excess === undefined) return undefined;
      const { effort, highest } = excess;
      return {
        path: ['output_config', 'effort'],
        message: `output_config.effort '${effort}' is not supported when thinking is disabled on this model. Use effort '${highest}' or below, or enable thinking.`,
        expected: `"${highest}" or below`,
        actual: `"${effort}"`,
      };
    },
  },
  {
    id: 'thinking-between-tools-effort',
    dialects: ANTHROPIC,
    source: "Anthropic, what's new in Sonnet 5.5; the words are our own",
    check: (context) => {
      const excess = excessiveEffort(context);
      if (type(context) !== 'between_tools' || !hasBetweenTools(context.model) || excess === undefined)
        return undefined;
      const { effort, highest } = excess;
      return {
        path: ['output_config', 'effort'],
        message: `output_config.effort '${effort}' is not supported with "thinking.type.between_tools" on this model. Use effort '${highest}' or below, or "thinking.type.adaptive".`,
        expected: `"${highest}" or below`,
        actual: `"${effort}"`,
      };
    },
  },
  {
    id: 'max-tokens-le-budget',
    dialects: ANTHROPIC_OPENROUTER,
    source: 'seen on the wire; interleaved thinking: Anthropic, extended thinking',
    check: (context) => {
      const budget = manualBudget(context);
      const limit = context.request.max_tokens;
      // A limit of 0 has a refusal of its own.
      if (budget === undefined || !limit || limit > budget) return undefined;
      if (interleaves(context) || !isClaude(context.model)) return undefined;
      return {
        path: ['max_tokens'],
        message:
          '`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size',
        expected: `more than ${budget}`,
        actual: String(limit),
      };
    },
  },
];
