/** The answer itself: a draft from its source, given ids and dressed in the dialect. */
import { redactedData, signThinking } from '../backend/signatures.ts';
import type { Identity } from '../dialects/dialect.ts';
import type { ContentBlock, Message } from '../message/message.ts';
import type { Draft } from '../message/draft.ts';
import { createRandom, idBody } from '../random.ts';
import { synthesize } from '../synthesis/synthesize.ts';
import type { Planned } from './exchange.ts';

const INTERLEAVED = 'interleaved-thinking-2025-05-14';

/** The message that answers a request. The same request and seed make the same draft; `identity` makes each exchange's ids its own. */
export async function produce(planned: Planned, identity: Identity, unique: string): Promise<Message> {
  const { dialect, request, model } = planned;
  const draft = await draftOf(planned);
  const content = draft.content.map((block, index) => withId(block, unique, index));
  return dialect.dress({ ...draft, content }, { id: identity.message, request, model });
}

function draftOf({ body, dialect, betas, plan, request, model, digest }: Planned): Draft | Promise<Draft> {
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
