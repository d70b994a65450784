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
  /** The mark of the message first, then those of its calls. */
  marks: readonly string[];
  /** What was made of the cast: its texts as JSON and as stream. */
  kept: Kept;
}

/** The cast of an order: the same for the same request and seed, so it is made once and kept with the request. */
export function castOf({ target, asked, plan }: Order): Cast | Promise<Cast> {
  const slot = asked.kept.once(plan.seed, () => {
    const coming = makeCast(target, asked, plan.seed);
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

async function makeCast({ dialect, betas }: Target, { request, model, digest }: Asked, seed: string): Promise<Cast> {
  const interleaved = betas.includes(INTERLEAVED);
  const draft = await synthesize({
    request,
    model,
    interleaved,
    random: createRandom(`${seed} ${dialect.name} ${interleaved} ${digest}`),
    sign: (thinking) => signThinking(model.id, thinking),
    redact: (text) => redactedData(model.id, text),
  });
  const marks = [`id0-${digest}`];
  const content = draft.content.map((block) => {
    if (!isCall(block)) return block;
    marks.push(`id${marks.length}-${digest}`);
    return { ...block, id: marks.at(-1)! };
  });
  return { message: dialect.dress({ ...draft, content }, { id: marks[0]!, request, model }), marks, kept: new Kept(2) };
}

/** The ids that belong where the marks are: `toolu_01…` for the caller's tools, `srvtoolu_01…` for the service's own. */
export function idsOf({ message }: Cast, { identity, unique }: Order): string[] {
  const ids = [identity.message];
  for (const block of message.content) {
    if (!isCall(block)) continue;
    const prefix = block.type === 'tool_use' ? 'toolu_01' : 'srvtoolu_01';
    ids.push(`${prefix}${idBody(22, unique, 'call', String(ids.length))}`);
  }
  return ids;
}

/** The message of an exchange: the cast with ids in place of its marks. */
export function withIds({ message, marks }: Cast, ids: readonly string[]): Message {
  if (marks.length === 1) return { ...message, id: ids[0]! };
  const content = message.content.map((block) =>
    isCall(block) ? { ...block, id: ids[marks.indexOf(block.id)]! } : block,
  );
  return { ...message, id: ids[0]!, content };
}

function isCall(block: ContentBlock): block is ToolUseBlock {
  return block.type === 'tool_use' || block.type === 'server_tool_use';
}
