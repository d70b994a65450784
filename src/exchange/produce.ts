/** The answer itself: a draft from its source, dressed in the dialect, and given the ids of its exchange. */
import { redactedData, signThinking } from '../backend/signatures.ts';
import type { Identity } from '../dialects/dialect.ts';
import type { ContentBlock, Message, ToolUseBlock } from '../message/message.ts';
import { createRandom, idBody } from '../random.ts';
import { synthesize } from '../synthesis/synthesize.ts';
import type { Asked, Plan, Target } from './exchange.ts';
import { Kept } from './kept.ts';

const INTERLEAVED = 'interleaved-thinking-2025-05-14';

/** Everything that decides an answer. */
export interface Order {
  target: Target;
  asked: Asked;
  plan: Plan;
  identity: Identity;
  /** Differs for every exchange; the ids of calls grow from it. */
  unique: string;
}

/** An answer that is nobody's yet: a message with marks in place of its own id and of the ids of its calls. */
export interface Cast {
  message: Message;
  /** The mark of the message first, then those of its calls and of the results that answer them. */
  marks: readonly string[];
  /** What was made of the cast: its texts as JSON and as stream, its frames. */
  kept: Kept;
  /** How many exchanges it was sent to. */
  uses: number;
}

/** The cast of an order: the same for the same request and seed, so it is made once and kept with the request. */
export function castOf({ target, asked, plan }: Order): Cast | Promise<Cast> {
  const slot = asked.kept.once(nameOf(plan), () => {
    const coming = makeCast(target, asked, plan);
    const made: { coming: Promise<Cast>; cast?: Cast } = { coming };
    coming.then(
      (cast) => {
        made.cast = cast;
      },
      // A refusal is told by `coming` to everybody who waits for it.
      () => undefined,
    );
    return made;
  });
  return slot.cast ?? slot.coming;
}

/** All that decides an answer beside the request. The usual plan has a name of its own that need not be put together. */
function nameOf({ seed, style, wish, metadata }: Plan): string {
  if (style.kind === 'realistic' && wish === undefined && !metadata) return seed;
  return JSON.stringify([seed, style, wish, metadata]);
}

async function makeCast({ dialect, betas }: Target, asked: Asked, plan: Plan): Promise<Cast> {
  const { request, model, digest, routing, planning } = asked;
  const interleaved = betas.includes(INTERLEAVED);
  const draft = await synthesize({
    request,
    model,
    interleaved,
    dialect: dialect.name,
    style: plan.style,
    wish: plan.wish,
    random: createRandom(`${plan.seed} ${dialect.name} ${interleaved} ${digest}`),
    sign: (thinking) => signThinking(model.id, thinking),
    redact: (text) => redactedData(model.id, text),
  });
  const marks = [`id0-${digest}`];
  const content = draft.content.map((block) => {
    if (!isCall(block) && !isOpen(block)) return block;
    const mark = `id${marks.length}-${digest}`;
    marks.push(mark);
    return isCall(block) ? { ...block, id: mark } : { ...block, tool_use_id: mark };
  });
  const message = dialect.dress(
    { ...draft, content },
    {
      id: marks[0]!,
      request,
      model,
      provider: routing?.provider ?? model.provider,
      routing: plan.metadata ? routing?.metadata : undefined,
      planning,
    },
  );
  return { message, marks, kept: new Kept(3), uses: 0 };
}

/** The ids that belong where the marks are: `toolu_01…` for the caller's tools, `srvtoolu_01…` for the service's own. */
export function idsOf({ message, marks }: Cast, { identity, unique }: Order): string[] {
  const ids = [identity.message];
  for (const block of message.content) {
    if (isMarkedResult(block, marks)) {
      // A mark of its own, so that each stands once; the id is that of the call it follows.
      ids.push(ids.at(-1)!);
      continue;
    }
    if (!isCall(block)) continue;
    const prefix = block.type === 'tool_use' ? 'toolu_01' : 'srvtoolu_01';
    ids.push(`${prefix}${idBody(22, unique, 'call', String(ids.length))}`);
  }
  return ids;
}

/** The message of an exchange: the cast with ids in place of its marks. */
export function withIds({ message, marks }: Cast, ids: readonly string[]): Message {
  if (marks.length === 1) return { ...message, id: ids[0]! };
  const content = message.content.map((block) => {
    if (isCall(block)) return { ...block, id: ids[marks.indexOf(block.id)]! };
    return isMarkedResult(block, marks) ? { ...block, tool_use_id: ids[marks.indexOf(block.tool_use_id)]! } : block;
  });
  return { ...message, id: ids[0]!, content };
}

function isCall(block: ContentBlock): block is ToolUseBlock {
  return block.type === 'tool_use' || block.type === 'server_tool_use';
}

type ResultBlock = ContentBlock & { tool_use_id: string };

/** The result of the call before it, which has no id yet. */
function isOpen(block: ContentBlock): block is ResultBlock {
  return 'tool_use_id' in block && block.tool_use_id === '';
}

function isMarkedResult(block: ContentBlock, marks: readonly string[]): block is ResultBlock {
  return 'tool_use_id' in block && typeof block.tool_use_id === 'string' && marks.includes(block.tool_use_id);
}
