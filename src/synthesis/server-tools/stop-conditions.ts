/** OpenRouter's `stop_server_tools_when`: after how many steps a loop of server tools ends, and the answer is to be words. */
import type { MessagesRequest } from '../../message/request.ts';

/** A step of the loop: the tool that is used, by its name and its `type` in the request. */
export interface Step {
  name: string;
  type: string | undefined;
}

/** What one step costs: each reads the whole conversation again. */
export interface StepCost {
  tokens: number;
  /** US dollars. */
  cost: number;
}

/** More conditions are not looked at: a body may list a million. */
const MOST = 100;

/**
 * The number of steps after which the first condition holds: at least one, since what was called is carried out. Undefined when none does.
 *
 * @example stepsUntilStop({ ...request, stop_server_tools_when: [{ type: 'step_count_is', step_count: 1 }] }, steps, each) // 1
 */
export function stepsUntilStop(request: MessagesRequest, steps: readonly Step[], each: StepCost): number | undefined {
  const conditions = request['stop_server_tools_when'];
  const list: unknown[] = Array.isArray(conditions) ? conditions.slice(0, MOST) : [];
  const counts = list.map((condition) => holdsAfter(condition as Record<string, unknown>, steps, each));
  const first = Math.max(1, Math.ceil(Math.min(...counts)));
  return first <= steps.length ? first : undefined;
}

function holdsAfter(condition: Record<string, unknown>, steps: readonly Step[], { tokens, cost }: StepCost): number {
  switch (condition['type']) {
    case 'step_count_is':
      return Number(condition['step_count']);
    case 'has_tool_call': {
      const wanted = condition['tool_name'];
      const at = steps.findIndex(({ name, type }) => name === wanted || type === wanted);
      return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
    }
    // A threshold holds once it is exceeded.
    case 'max_tokens_used':
      return Math.floor(Number(condition['max_tokens']) / Math.max(1, tokens)) + 1;
    case 'max_cost':
      return cost > 0 ? Math.floor(Number(condition['max_cost_in_dollars']) / cost) + 1 : Number.POSITIVE_INFINITY;
    case 'finish_reason_is':
      // Every step but the last ends so, whichever style the upstream speaks.
      return condition['reason'] === 'tool_calls' || condition['reason'] === 'tool_use' ? 1 : Number.POSITIVE_INFINITY;
    default:
      return Number.POSITIVE_INFINITY;
  }
}
