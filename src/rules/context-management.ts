/** `context_management`: the order of the edits and how early they may set in. */
import type { MessagesRequest } from '../message/request.ts';
import { ANTHROPIC, isObject, type Rule } from './rule.ts';

const LEAST_TRIGGER = 50_000;

function editsOf(request: MessagesRequest): Record<string, unknown>[] {
  const management = request['context_management'];
  const edits = isObject(management) ? management['edits'] : undefined;
  return Array.isArray(edits) ? edits.filter(isObject) : [];
}

export const CONTEXT_MANAGEMENT: readonly Rule[] = [
  {
    id: 'ctx-thinking-order',
    dialects: ANTHROPIC,
    source: 'Anthropic, context editing; the words are our own',
    check: ({ request }) => {
      const at = editsOf(request).findIndex((edit, index) => index > 0 && edit['type'] === 'clear_thinking_20251015');
      if (at < 0) return undefined;
      return {
        path: ['context_management', 'edits', at],
        message: `context_management.edits.${at}: clear_thinking_20251015 must be the first edit.`,
        expected: 'clear_thinking_20251015 before all other edits',
      };
    },
  },
  {
    id: 'compact-trigger-min',
    dialects: ANTHROPIC,
    source: 'Anthropic, compaction; the words are by analogy',
    *check({ request }) {
      const edits = editsOf(request);
      for (let at = 0; at < edits.length; at++) {
        const { type, trigger } = edits[at]!;
        const value = isObject(trigger) ? trigger['value'] : undefined;
        if (type !== 'compact_20260112' || typeof value !== 'number' || value >= LEAST_TRIGGER) continue;
        const path = ['context_management', 'edits', at, 'trigger', 'value'];
        yield {
          path,
          message: `${path.join('.')}: Input should be greater than or equal to ${LEAST_TRIGGER}`,
          expected: `at least ${LEAST_TRIGGER}`,
          actual: String(value),
        };
      }
    },
  },
];
