/** Who speaks when, and that nobody speaks empty: refusals about roles, system messages and empty or blank text. */
import type { RequestMessage } from '../message/request.ts';
import { ANTHROPIC, type Finding, isObject, type Rule } from './rule.ts';
import { finalAssistant, isServerResult, messagesOf, pathOf, placedBlocks, placedIn, turnsOf } from './turns.ts';

// The service speaks of a form of system message that only changes settings; it may stand anywhere and say nothing.
function isDirective(message: RequestMessage): boolean {
  return message.content.length === 0 && isObject((message as { output_config?: unknown }).output_config);
}

function isSystem(message: RequestMessage | undefined): boolean {
  return message?.role === 'system' && !isDirective(message);
}

const DIRECTIVE_FORM = 'the directive-only form (content: [] with output_config) is accepted at any position';
const FIRST = `use the top-level 'system' parameter for the initial system prompt; ${DIRECTIVE_FORM}`;
const FOLLOW = `role 'system' must follow a 'user' message or an 'assistant' message ending in a server tool result; ${DIRECTIVE_FORM}`;
const PRECEDE = `role 'system' must precede an 'assistant' message or end the array; ${DIRECTIVE_FORM}`;

function misplaced(at: number, words: string): Finding {
  return { path: ['messages', at, 'role'], message: `messages.${at}: ${words}` };
}

function endsInServerResult(message: RequestMessage): boolean {
  const last = placedIn(message, 0).at(-1);
  return last !== undefined && isServerResult(last.block);
}

/** System messages in a row are one section. A fault before it is told of its first message, one behind it of its last. */
function* systemPlacement(messages: readonly RequestMessage[]): Generator<Finding> {
  for (let at = 0; at < messages.length; at++) {
    if (!isSystem(messages[at])) continue;
    const first = at;
    while (isSystem(messages[at + 1])) at++;
    const before = messages[first - 1];
    const after = messages[at + 1];
    if (before === undefined) yield misplaced(first, FIRST);
    else if (before.role === 'assistant' && !endsInServerResult(before)) yield misplaced(first, FOLLOW);
    else if (after !== undefined && after.role === 'user') yield misplaced(at, PRECEDE);
  }
}

const NON_BLANK = /[\S\uFEFF]/;
const isBlank = (text: string): boolean => text !== '' && !NON_BLANK.test(text);

export const ROLES: readonly Rule[] = [
  {
    id: 'messages-empty',
    dialects: ANTHROPIC,
    source: 'seen on the wire',
    check: ({ request }) =>
      Array.isArray(request.messages) && request.messages.length === 0
        ? {
            path: ['messages'],
            message: 'messages: at least one message is required',
            expected: 'at least one message',
          }
        : undefined,
  },
  {
    id: 'role-system',
    dialects: ANTHROPIC,
    source: 'seen on the wire; which models accept it: Anthropic, mid-conversation system messages',
    check: ({ request, model }) => {
      const at = model.systemMessages ? -1 : messagesOf(request).findIndex((message) => message.role === 'system');
      if (at < 0) return undefined;
      return {
        path: ['messages', at, 'role'],
        message:
          'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.',
        expected: '"user" or "assistant"',
        actual: '"system"',
      };
    },
  },
  {
    id: 'empty-content',
    dialects: ANTHROPIC,
    source: 'seen on the wire; of a run of messages of one role only the whole is looked at',
    *check({ request }) {
      const messages = messagesOf(request);
      for (const turn of turnsOf(request)) {
        if (turn.blocks.length > 0 || (turn.role === 'assistant' && turn.last === messages.length - 1)) continue;
        yield {
          path: ['messages', turn.first, 'content'],
          message: `messages.${turn.first}: all messages must have non-empty content except for the optional final assistant message`,
          expected: 'text or at least one block',
          actual: 'nothing',
        };
      }
      for (let at = 0; at < messages.length; at++) {
        const message = messages[at]!;
        if (message.role !== 'system' || message.content.length > 0 || isDirective(message)) continue;
        const words = 'system content must contain at least one block';
        yield { path: ['messages', at, 'content'], message: `messages.${at}: ${words}` };
      }
    },
  },
  {
    id: 'system-placement',
    dialects: ANTHROPIC,
    source: 'Anthropic, mid-conversation system messages; words seen on the wire in 2026',
    check: ({ request, model }) => (model.systemMessages ? systemPlacement(messagesOf(request)) : undefined),
  },
  {
    id: 'empty-text-block',
    dialects: ANTHROPIC,
    source: 'seen on the wire; the final assistant message is spared, since it may be empty altogether',
    *check({ request }) {
      const final = finalAssistant(request) === undefined ? -1 : messagesOf(request).length - 1;
      for (const placed of placedBlocks(request, ['user', 'assistant'])) {
        const { block, message } = placed;
        // One that is marked for the cache has a refusal of its own.
        if (block.type !== 'text' || block.text !== '' || message === final || isObject(block.cache_control)) continue;
        yield {
          path: [...pathOf(placed), 'text'],
          message: 'messages: text content blocks must be non-empty',
          expected: 'text',
          actual: 'an empty string',
        };
      }
    },
  },
  {
    id: 'whitespace-text-block',
    dialects: ANTHROPIC,
    source: 'seen on the wire; the final assistant message is left to prefill-trailing-ws',
    *check({ request }) {
      const messages = messagesOf(request);
      for (const placed of placedBlocks(request, ['user', 'assistant', 'system'])) {
        const { role } = messages[placed.message]!;
        const text = placed.block.type === 'text' ? (placed.block.text ?? '') : 'x';
        const atFault = isBlank(text) || (text === '' && role === 'system');
        if (!atFault || (role === 'assistant' && placed.message === messages.length - 1)) continue;
        const message =
          role === 'system'
            ? `messages.${placed.message}: system text blocks must contain non-whitespace text`
            : 'messages: text content blocks must contain non-whitespace text';
        yield { path: pathOf(placed), message, expected: 'text other than white space' };
      }
    },
  },
];
