/** The last change to a reply before it leaves: the faults that were asked for. */
import { applyFaults } from '../faults/faults.ts';
import { createRandom } from '../random.ts';
import type { Reply } from '../reply.ts';
import type { Plan } from './exchange.ts';

/** The reply, spoilt as planned. What a fault draws by chance grows from the seed and the exchange. */
export function shape(reply: Reply, { faults }: Plan, unique: string): Reply {
  if (faults.length === 0) return reply;
  const spoilt = applyFaults(reply, faults, createRandom(`${unique} faults`));
  // Some have no effect on some replies, and then must not be looked for.
  if (spoilt === reply) return reply;
  const names = faults.map(({ name }) => name).join(', ');
  return { ...spoilt, headers: { ...spoilt.headers, 'x-mock-fault': names } };
}
