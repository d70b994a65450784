/** A request as Claude Code sends it: about 75 kB, two dozen tools, cached system blocks and beta fields. */
import type Anthropic from '@anthropic-ai/sdk';
import { CLAUDE_CODE_TOOLS } from './claude-code-tools.ts';

type Body = Anthropic.Beta.MessageCreateParamsStreaming;
export type Turn = Anthropic.Beta.BetaMessageParam;

export const BETAS = [
  'claude-code-20250219',
  'interleaved-thinking-2025-05-14',
  'context-management-2025-06-27',
  'effort-2025-11-24',
  'mid-conversation-system-clear-at-2026-08-21',
];

/** Headers of the client beside those of its key and content. */
export const HEADERS: Readonly<Record<string, string>> = {
  accept: 'application/json',
  'anthropic-beta': BETAS.join(','),
  'anthropic-dangerous-direct-browser-access': 'true',
  'anthropic-version': '2023-06-01',
  'user-agent': 'claude-cli/2.1.129 (external, cli)',
  'x-app': 'cli',
  'x-stainless-helper-method': 'stream',
  'x-stainless-lang': 'js',
  'x-stainless-retry-count': '0',
  'x-stainless-runtime': 'node',
  'x-stainless-timeout': '600',
};

const CACHED = { type: 'ephemeral' } as const;

const HABITS = [
  'Look before you change: open what you are about to edit, and what calls it.',
  'Make the smallest change that does the whole job, in the style of the code around it.',
  'Run the tests that cover the change, and say which ones you ran and what they printed.',
  'Keep answers short. The reader sits in a terminal and wants to get on.',
  'When two readings of a wish are possible, take the one that can be undone, and say so.',
  'Never commit, push or publish anything unless you were told to in so many words.',
  'Name files and lines so that they can be clicked, as in src/server.ts:42.',
  'Plan work of more than three steps in the list, and tick off each step when it is done.',
];

/** Paragraphs of advice under numbered headings, as long files of instructions have them. */
function handbook(title: string, sections: number): string {
  const paragraphs = Array.from({ length: sections }, (_, index) => {
    const habits = HABITS.map((_habit, at) => HABITS[(index + at * 3) % HABITS.length]);
    return `## ${title} ${index + 1}\n\n${habits.join(' ')}`;
  });
  return paragraphs.join('\n\n');
}

function reminder(words: string): string {
  return `<system-reminder>\n${words}\n</system-reminder>\n`;
}

/** The first turn of the user: reminders that the client wraps around it, then what was typed. */
export function typed(words: string): Turn {
  return {
    role: 'user',
    content: [
      { type: 'text', text: reminder(`The project has instructions of its own.\n\n${handbook('Project rule', 31)}`) },
      { type: 'text', text: reminder('The list of steps is empty at present. Do not mention this to the user.') },
      { type: 'text', text: words, cache_control: CACHED },
    ],
  };
}

/** What the client says between turns, behind what the user said. */
export const ASIDE: Turn = { role: 'system', content: 'The user switched to the mode in which edits are accepted.' };

/** The body of `POST /v1/messages?beta=true`. */
export function claudeCodeBody(model: string, messages: Turn[]): Body {
  return {
    model,
    messages,
    system: [
      { type: 'text', text: 'x-anthropic-billing-header: cc_version=2.1.129; cc_entrypoint=cli;' },
      { type: 'text', text: 'You are an agent that writes software in a terminal.', cache_control: CACHED },
      { type: 'text', text: handbook('Working rule', 22), cache_control: CACHED },
    ],
    tools: [...CLAUDE_CODE_TOOLS],
    metadata: {
      user_id: `user_${'5f'.repeat(32)}_account_0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d_session_1a2b3c4d-5e6f-4071-8293-a4b5c6d7e8f9`,
    },
    max_tokens: 32_000,
    thinking: { type: 'adaptive' },
    context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] },
    output_config: { effort: 'medium' },
    stream: true,
  };
}
