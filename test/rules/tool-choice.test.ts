import { TOOL_CHOICE } from '../../src/rules/tool-choice.ts';
import { testFamily } from './cases.ts';
import { MANUAL, OPUS_5, OPUS_46, OPUS_55, tool } from './requests.ts';

const tools = [tool('look')];
const ANY = { type: 'any' } as const;
const LOOK = { type: 'tool', name: 'look' } as const;

testFamily('tool choice', TOOL_CHOICE, [
  {
    id: 'tool-choice-no-tools',
    refuses: 'a demand for any tool without tools',
    sent: { tool_choice: ANY },
    words: 'tool_choice.any may only be specified while providing tools',
    accepts: {
      'a demand for any of one tool': { tool_choice: ANY, tools },
      'auto without tools': { tool_choice: { type: 'auto' } },
      'none without tools': { tool_choice: { type: 'none' }, tools: [] },
      'tools of an MCP server': { tool_choice: ANY, mcp_servers: [{ name: 'x' }] },
    },
  },
  {
    id: 'tool-choice-unknown-name',
    refuses: 'a demand for a tool that is not there',
    sent: { tool_choice: { type: 'tool', name: 'gone' }, tools },
    words: "Tool 'gone' not found in provided tools",
    accepts: {
      'one that is': { tool_choice: LOOK, tools },
      'one that a toolset may hold': { tool_choice: LOOK, tools: [{ type: 'computer_toolset_20260801' }] },
    },
  },
  {
    id: 'tool-choice-forced-unsupported',
    refuses: 'a demand to a model that takes none',
    sent: { tool_choice: LOOK, tools, model: 'claude-mythos-preview' },
    words: 'tool_choice: type "tool" and "any" are not supported for this model.',
    accepts: { 'a choice left to it': { tool_choice: { type: 'auto' }, tools, model: 'claude-mythos-preview' } },
  },
  {
    id: 'tool-choice-forced-unsupported',
    refuses: 'a demand to Opus 5.5',
    sent: { tool_choice: ANY, tools, model: OPUS_55 },
    words: 'tool_choice: type "tool" and "any" are not supported for this model.',
    accepts: {
      'a demand to Opus 5': { tool_choice: ANY, tools, model: OPUS_5 },
      'a demand to Haiku 5.5': { tool_choice: ANY, tools, model: 'claude-haiku-5-5' },
    },
  },
  {
    id: 'tool-choice-thinking',
    refuses: 'a demand to a model that thinks by a budget',
    sent: { tool_choice: ANY, tools, thinking: MANUAL },
    words: 'Thinking may not be enabled when tool_choice forces tool use.',
    accepts: {
      'a demand to one that thinks adaptively': {
        tool_choice: ANY,
        tools,
        thinking: { type: 'adaptive' },
        model: OPUS_46,
      },
      'no demand to one that thinks by a budget': { tool_choice: { type: 'auto' }, tools, thinking: MANUAL },
    },
  },
  {
    id: 'tool-choice-callers',
    refuses: 'a demand for a tool that only code may call',
    sent: { tool_choice: LOOK, tools: [tool('look', { allowed_callers: ['code_execution_20250825'] })] },
    words: /^tool_choice: tool 'look' cannot be chosen because its allowed_callers do not include "direct"\.$/,
    accepts: {
      'one that may be called directly too': {
        tool_choice: LOOK,
        tools: [tool('look', { allowed_callers: ['code_execution_20250825', 'direct'] })],
      },
    },
  },
]);
