/** The last change to a reply before it leaves: the faults that were asked for. */
import type { Dialect, Identity } from '../dialects/dialect.ts';
import { type ApiError, ERRORS } from '../errors.ts';
import { applyFaults, refusalOf } from '../faults/faults.ts';
import type { Scene } from '../faults/scene.ts';
import { createRandom } from '../random.ts';
import type { Reply } from '../reply.ts';
import type { Answered, Plan } from './exchange.ts';

/** @throws ApiError when a fault refuses: nothing is answered then */
export function refuseAsPlanned({ faults }: Plan, now: number): void {
  const refusal = refusalOf(faults, now);
  if (refusal) throw refusal;
}

/** Who is answered, and what else is going on: what faults may know beside the answer. */
interface Place {
  dialect: Dialect;
  identity: Identity;
  /** How many other requests that get faults are under way. */
  others: number;
}

/** The reply, spoilt as planned. What a fault draws by chance grows from the seed and the exchange. */
export function shape(answered: Answered, { faults }: Plan, unique: string, place: Place): Reply {
  const { reply } = answered;
  const spoilt = applyFaults(reply, faults, createRandom(`${unique} faults`), sceneOf(answered, place));
  // Some have no effect on some replies, and then must not be looked for.
  if (spoilt === reply) return reply;
  const names = faults.map(({ name }) => name).join(', ');
  return { ...spoilt, headers: { ...spoilt.headers, 'x-mock-fault': names } };
}

function sceneOf({ answer }: Answered, { dialect, identity: { request: requestId }, others }: Place): Scene {
  const {
    input_tokens = 0,
    cache_creation_input_tokens,
    cache_read_input_tokens,
  } = answer.kind === 'message' ? answer.usage : {};
  return {
    prompt: { fresh: input_tokens + (cache_creation_input_tokens ?? 0), cached: cache_read_input_tokens ?? 0 },
    underWay: others,
    wordError(error: ApiError) {
      const row = ERRORS[error.code];
      const told = { error, row, requestId, begun: true, deed: 'messages' as const, routing: undefined };
      return (dialect.errorBody(told) as { error: Record<string, unknown> }).error;
    },
  };
}
