/** Lets stubs answer a plain request, and holds their messages against the contract: what no service would send is worth a warning. */
import { resolveModel } from '../backend/catalogue.ts';
import { redactedData, signThinking } from '../backend/signatures.ts';
import { type DialectName, replyViolations } from '../contract/validator.ts';
import { anthropic } from '../dialects/anthropic.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { llmRouter } from '../dialects/llm-router.ts';
import { openrouter } from '../dialects/openrouter.ts';
import type { Violation } from '../errors.ts';
import type { ContentBlock, Message } from '../message/message.ts';
import type { MessagesRequest } from '../message/request.ts';
import type { CheckedSource } from '../stubs/files/check-files.ts';
import type { LocatedProblem } from '../stubs/files/located-problem.ts';
import { compileRespond } from '../stubs/replies/compile-respond.ts';
import { draftOf } from '../stubs/replies/draft-of.ts';
import type { StubReply } from '../stubs/replies/reply.ts';
import type { Respond } from '../stubs/respond.ts';

const DIALECTS: Readonly<Record<DialectName, Dialect>> = { anthropic, openrouter, 'llm-router': llmRouter };

const MODEL = 'claude-sonnet-4-6';
const REQUEST: MessagesRequest = { model: MODEL, max_tokens: 1024, messages: [{ role: 'user', content: 'Hello' }] };

/** A warning for everything in a reply that breaks the contract of the dialects that the stub is for (Anthropic's, if it does not say). */
export async function rehearse(sources: readonly CheckedSource[]): Promise<LocatedProblem[]> {
  const problems: LocatedProblem[] = [];
  for (const { definition, located } of sources) {
    const { respond, when } = definition;
    const steps = respond.sequence ?? [respond];
    const replies = compileRespond(respond);
    for (const [index, step] of steps.entries()) {
      const reply = replies.pick(index + 1, index + 1);
      if (reply?.kind !== 'message') continue;
      const base = respond.sequence === undefined ? ['respond'] : ['respond', 'sequence', index];
      for (const dialect of [when?.dialect ?? 'anthropic'].flat()) {
        for (const violation of await replyViolations(dialect, 'response', messageOf(reply, DIALECTS[dialect]))) {
          const path = [...base, ...pathIn(step, violation.path)];
          problems.push(located({ path, message: sentence(violation, dialect), severity: 'warning' }));
        }
      }
    }
  }
  return problems;
}

function messageOf(reply: StubReply & { kind: 'message' }, dialect: Dialect): Message {
  const model = resolveModel(MODEL);
  const draft = draftOf(reply, {
    request: REQUEST,
    model,
    inputTokens: 8,
    sign: (thinking) => signThinking(model.id, thinking),
    redact: (text) => redactedData(model.id, text),
  });
  const message = dialect.dress(
    { ...draft, content: draft.content.map(withId) },
    {
      id: 'msg_01',
      request: REQUEST,
      model,
      provider: model.provider,
      routing: undefined,
      planning: undefined,
    },
  );
  const { id, model: name } = reply.given;
  return { ...message, ...(id ? { id } : {}), ...(name ? { model: name } : {}) };
}

const PREFIXES: Readonly<Record<string, string>> = {
  tool_use: 'toolu_01',
  server_tool_use: 'srvtoolu_01',
  mcp_tool_use: 'mcptoolu_01',
};

/** Calls, and results of the call before, which get their ids with every exchange. */
function withId(block: ContentBlock): ContentBlock {
  const prefix = Object.hasOwn(PREFIXES, block.type) ? PREFIXES[block.type] : undefined;
  if (prefix !== undefined) return { ...block, id: `${prefix}A` } as ContentBlock;
  return 'tool_use_id' in block && block.tool_use_id === '' ? { ...block, tool_use_id: 'srvtoolu_01A' } : block;
}

/** Where the author wrote what stands at `path` of the message. */
function pathIn({ content, text }: Respond, path: readonly (string | number)[]): readonly (string | number)[] {
  if (path[0] !== 'content') return path;
  if (text !== undefined) return ['text'];
  return Array.isArray(content) ? path : ['content', ...path.slice(2)];
}

function sentence({ code, expected, actual }: Violation, dialect: DialectName): string {
  if (code === 'extra')
    return `messages of ${dialect} have no such key. Take it away, or use events or raw to send it.`;
  if (code === 'required') return `messages of ${dialect} have this key always. Add it.`;
  return `in messages of ${dialect}, expected ${expected}, but got ${actual}. Change it, or use raw to send it.`;
}
