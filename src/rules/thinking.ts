/** Which way of thinking a model takes: refusals of the `thinking` field itself. */
import type { Effort } from '../model.ts';
import { ANTHROPIC, ANTHROPIC_OPENROUTER, isClaude, type Rule, type RuleContext } from './rule.ts';
import { manualBudget } from './thinking-mode.ts';

const INTERLEAVED = 'interleaved-thinking-2025-05-14';
const EFFORTS: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max'];

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

/** The models from September 2026 on no longer advise a budget, which they would not take. */
function insteadOfDisabled({ model }: RuleContext): string {
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
    source: "Anthropic, errors and what's new in Opus 5.5",
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
      const effort = EFFORTS.find((level) => level === context.request.output_config?.effort);
      const highest = context.model.thinking.disabledUpTo;
      if (type(context) !== 'disabled' || effort === undefined || highest === undefined) return undefined;
      if (EFFORTS.indexOf(effort) <= EFFORTS.indexOf(highest)) return undefined;
      return {
        path: ['output_config', 'effort'],
        message: `output_config.effort '${effort}' is not supported when thinking is disabled on this model. Use effort '${highest}' or below, or enable thinking.`,
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
