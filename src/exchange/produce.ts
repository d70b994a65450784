/** The answer itself: a draft from its source, given ids and dressed in the dialect. */
import { redactedData, signThinking } from '../backend/signatures.ts';
import type { Identity } from '../dialects/dialect.ts';
import type { Draft } from '../message/draft.ts';
import type { ContentBlock, Message } from '../message/message.ts';
import { createRandom, idBody } from '../random.ts';
import { synthesize } from '../synthesis/synthesize.ts';
import type { Body } from './body.ts';
import type { Asked, Plan, Target } from './exchange.ts';

const INTERLEAVED = 'interleaved-thinking-2025-05-14';

/** Everything that decides an answer. */
export interface Order {
  body: Body;
  target: Target;
  asked: Asked;
  plan: Plan;
  identity: Identity;
  /** Differs for every exchange; the ids of calls grow from it. */
  unique: string;
}

/** The message that answers a request. The same request and seed make the same draft; each exchange has ids of its own. */
export async function produce(order: Order): Promise<Message> {
  const { target, asked, identity, unique } = order;
  const draft = await draftOf(order);
  const content = draft.content.map((block, index) => withId(block, unique, index));
  return target.dialect.dress(
    { ...draft, content },
    { id: identity.message, request: asked.request, model: asked.model },
  );
}

function draftOf({ body, target, asked, plan }: Order): Draft | Promise<Draft> {
  const { dialect, betas } = target;
  const { request, model, digest } = asked;
  const interleaved = betas.includes(INTERLEAVED);
  return body.derive(`draft ${dialect.name} ${interleaved} ${plan.seed}`, () =>
    synthesize({
      request,
      model,
      interleaved,
      random: createRandom(`${plan.seed} ${dialect.name} ${interleaved} ${digest}`),
      sign: (thinking) => signThinking(model.id, thinking),
      redact: (text) => redactedData(model.id, text),
    }),
  );
}

/** Ids of calls, in the form of the services: `toolu_01…` for the caller's tools, `srvtoolu_01…` for the service's own. */
function withId(block: ContentBlock, unique: string, index: number): ContentBlock {
  if (block.type !== 'tool_use' && block.type !== 'server_tool_use') return block;
  const prefix = block.type === 'tool_use' ? 'toolu_01' : 'srvtoolu_01';
  return { ...block, id: `${prefix}${idBody(22, unique, 'call', String(index))}` };
}
