/** The answer itself: a draft from its source, dressed in the dialect, and given the ids of its exchange. */
import { redactedData, signThinking } from '../backend/signatures.ts';
import type { Identity } from '../dialects/dialect.ts';
import type { Draft } from '../message/draft.ts';
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
  /** The marks, in the order in which they stand: that of the message first. */
  marks: readonly string[];
  /** What belongs in the place of each mark. */
  slots: readonly Slot[];
  /** What was made of the cast: its texts as JSON and as stream, its frames. */
  kept: Kept;
  /** How many exchanges it was sent to. */
  uses: number;
}

/** The id of the message, of a call by its prefix, or once more the one of the slot with this number. */
type Slot = 'message' | number | `${string}_01`;

/** The cast of a synthetic answer: the same for the same request and seed, so it is made once and kept with the request. */
export function castOf({ target, asked, plan }: Order): Cast | Promise<Cast> {
  const slot = asked.kept.once(nameOf(plan), () => {
    const coming = synthesized(target, asked, plan).then((draft) => makeCast(draft, target, asked, plan));
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
  // No header holds a line break, so no seed that comes in one can be mistaken for a plan.
  return `\n${JSON.stringify([seed, style, wish, metadata])}`;
}

function synthesized({ dialect, betas }: Target, asked: Asked, plan: Plan): Promise<Draft> {
  const { request, model, digest } = asked;
  const interleaved = betas.includes(INTERLEAVED);
  return synthesize({
    request,
    model,
    interleaved,
    dialect: dialect.name,
    style: plan.style,
    wish: plan.wish,
    random: createRandom(`${plan.seed} ${dialect.name} ${interleaved} ${digest}`),
    ...sealsOf(asked),
  });
}

/** How thinking is sealed by the model that answers. */
export function sealsOf({ model }: Asked): { sign(thinking: string): string; redact(text: string): string } {
  return {
    sign: (thinking) => signThinking(model.id, thinking),
    redact: (text) => redactedData(model.id, text),
  };
}

/** A draft in the clothes of the dialect, with marks where ids belong. Ids that are there already stay. */
export function makeCast(draft: Draft, { dialect }: Target, asked: Asked, plan: Plan): Cast {
  const { request, model, digest, routing, planning } = asked;
  const marks = [`id0-${digest}`];
  const slots: Slot[] = ['message'];
  const mark = (slot: Slot): string => {
    slots.push(slot);
    return marks[marks.push(`id${marks.length}-${digest}`) - 1]!;
  };
  // Calls of the service's own that no result has answered yet: their ids, or the numbers of their slots.
  const waiting: (string | number)[] = [];
  let call: string | number = 0;
  const content = draft.content.map((block): ContentBlock => {
    if (isCall(block)) {
      if (block.type !== 'tool_use') waiting.push(block.id || slots.length);
      return block.id === '' ? { ...block, id: mark(PREFIX[block.type]) } : block;
    }
    if (!isOpen(block)) return block;
    call = waiting.shift() ?? call;
    // A mark of its own, so that each stands once.
    return answering(block, typeof call === 'string' ? call : mark(call));
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
  return { message, marks, slots, kept: new Kept(3), uses: 0 };
}

/** The ids that belong where the marks are: `toolu_01…` for the caller's tools, `srvtoolu_01…` for the service's own. */
export function idsOf({ slots }: Cast, { identity, unique }: Order): string[] {
  const ids: string[] = [];
  for (const slot of slots) {
    if (slot === 'message') ids.push(identity.message);
    else if (typeof slot === 'number') ids.push(ids[slot]!);
    else ids.push(`${slot}${idBody(22, unique, 'call', String(ids.length))}`);
  }
  return ids;
}

/** The message of an exchange: the cast with ids in place of its marks. */
export function withIds({ message, marks }: Cast, ids: readonly string[]): Message {
  const id = message.id === marks[0] ? ids[0]! : message.id;
  if (marks.length === 1) return { ...message, id };
  const filled = (mark: string): string => ids[marks.indexOf(mark)] ?? mark;
  const content = message.content.map((block): ContentBlock => {
    if (isCall(block)) return { ...block, id: filled(block.id) };
    return isResult(block) ? answering(block, filled(block.tool_use_id)) : block;
  });
  return { ...message, id, content };
}

const PREFIX = { tool_use: 'toolu_01', server_tool_use: 'srvtoolu_01', mcp_tool_use: 'mcptoolu_01' } as const;

function isCall(block: ContentBlock): block is ToolUseBlock {
  return Object.hasOwn(PREFIX, block.type);
}

type ResultBlock = ContentBlock & { tool_use_id: string };

function isResult(block: ContentBlock): block is ResultBlock {
  return 'tool_use_id' in block && typeof block.tool_use_id === 'string';
}

function answering(block: ResultBlock, tool_use_id: string): ContentBlock {
  return { ...block, tool_use_id } as ContentBlock;
}

/** The result of the call before it, which has no id yet. */
function isOpen(block: ContentBlock): block is ResultBlock {
  return isResult(block) && block.tool_use_id === '';
}
