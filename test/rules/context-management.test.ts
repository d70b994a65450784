import { CONTEXT_MANAGEMENT } from '../../src/rules/context-management.ts';
import { testFamily } from './cases.ts';

const THINKING = { type: 'clear_thinking_20251015' };
const TOOLS = { type: 'clear_tool_uses_20250919' };
const compact = (value: number) => ({ type: 'compact_20260112', trigger: { type: 'input_tokens', value } });
const edits = (...list: object[]) => ({ context_management: { edits: list } });

testFamily('context management', CONTEXT_MANAGEMENT, [
  {
    id: 'ctx-thinking-order',
    refuses: 'thinking cleared after tools',
    sent: edits(TOOLS, THINKING),
    words: 'context_management.edits.1: clear_thinking_20251015 must be the first edit.',
    accepts: {
      'thinking cleared first': edits(THINKING, TOOLS),
      'no edits': edits(),
      null: { context_management: null },
    },
  },
  {
    id: 'compact-trigger-min',
    refuses: 'a summary of a short conversation',
    sent: edits(TOOLS, compact(49_999)),
    words: 'context_management.edits.1.trigger.value: Input should be greater than or equal to 50000',
    accepts: {
      'a summary of a longer one': edits(compact(50_000)),
      'a summary at the default length': edits({ type: 'compact_20260112' }),
    },
  },
]);
