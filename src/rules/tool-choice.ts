/** `tool_choice`: which tool may be demanded, of which model, and when. */
import { ANTHROPIC, type Rule, type RuleContext } from './rule.ts';
import { manualBudget } from './thinking-mode.ts';
import { toolNames, toolsOf } from './tools.ts';

function isForced({ request }: RuleContext): boolean {
  return request.tool_choice?.type === 'any' || request.tool_choice?.type === 'tool';
}

function chosen({ request }: RuleContext): string | undefined {
  return request.tool_choice?.type === 'tool' ? request.tool_choice.name : undefined;
}

export const TOOL_CHOICE: readonly Rule[] = [
  {
    id: 'tool-choice-no-tools',
    dialects: ANTHROPIC,
    source: 'seen on the wire: auto and none are accepted without tools, a named tool is simply not found',
    check: (context) => {
      if (context.request.tool_choice?.type !== 'any' || toolNames(context)?.size !== 0) return undefined;
      return {
        path: ['tool_choice'],
        message: 'tool_choice.any may only be specified while providing tools',
        expected: 'tools',
        actual: 'none',
      };
    },
  },
  {
    id: 'tool-choice-unknown-name',
    dialects: ANTHROPIC,
    source: 'seen on the wire',
    check: (context) => {
      const name = chosen(context);
      if (name === undefined || toolNames(context)?.has(name) !== false) return undefined;
      return {
        path: ['tool_choice', 'name'],
        message: `Tool '${name}' not found in provided tools`,
        expected: 'the name of a tool in tools',
        actual: name,
      };
    },
  },
  {
    id: 'tool-choice-forced-unsupported',
    dialects: ANTHROPIC,
    source: "Anthropic, errors and what's new in Fable 5.1; seen on the wire of Opus 5.5",
    check: (context) => {
      if (context.model.forcedTools || !isForced(context)) return undefined;
      return {
        path: ['tool_choice', 'type'],
        message: 'tool_choice: type "tool" and "any" are not supported for this model.',
        expected: '"auto" or "none"',
        actual: `"${context.request.tool_choice?.type}"`,
      };
    },
  },
  {
    id: 'tool-choice-thinking',
    dialects: ANTHROPIC,
    source: 'seen on the wire; adaptive thinking allows it',
    check: (context) => {
      if (manualBudget(context) === undefined || !isForced(context)) return undefined;
      return {
        path: ['tool_choice', 'type'],
        message: 'Thinking may not be enabled when tool_choice forces tool use.',
        expected: '"auto" or "none", or no thinking',
        actual: `"${context.request.tool_choice?.type}"`,
      };
    },
  },
  {
    id: 'tool-choice-callers',
    dialects: ANTHROPIC,
    source: 'Anthropic, programmatic tool calling; the words are our own',
    check: (context) => {
      const name = chosen(context);
      const callers = toolsOf(context).find((tool) => tool.name === name)?.['allowed_callers'];
      if (name === undefined || !Array.isArray(callers) || callers.includes('direct')) return undefined;
      return {
        path: ['tool_choice', 'name'],
        message: `tool_choice: tool '${name}' cannot be chosen because its allowed_callers do not include "direct".`,
        expected: 'a tool that may be called directly',
        actual: name,
      };
    },
  },
];
