/** Whether a request makes its model think, and how. */
import type { RuleContext } from './rule.ts';

/** `thinking: enabled` on a model that still has it. Where it was removed, OpenRouter thinks adaptively instead. */
export function manualBudget({ request, model }: RuleContext): number | undefined {
  const { thinking } = request;
  return thinking?.type === 'enabled' && model.thinking.modes.includes('enabled') ? thinking.budget_tokens : undefined;
}

/** Does the model think in answer to this request? */
export function thinks({ request, model }: RuleContext): boolean {
  if (model.thinking.modes.length === 0) return false;
  const type = request.thinking?.type;
  if (type === 'enabled' || type === 'adaptive') return true;
  if (type === 'between_tools' && (request.tools?.length ?? 0) > 0) return true;
  if (type === 'disabled') return model.thinking.default === 'always';
  return model.thinking.default !== 'off';
}
