/** The last change to a reply before it leaves: the faults that were asked for. */
import { applyFaults } from '../faults/faults.ts';
import { createRandom } from '../random.ts';
import type { Reply } from '../reply.ts';
import type { Plan } from './exchange.ts';

/** The reply, spoilt as planned. What a fault draws by chance grows from the seed and the exchange. */
export function shape(reply: Reply, { faults }: Plan, unique: string): Reply {
  if (faults.length === 0) return reply;
  const names = faults.map(({ name }) => name).join(', ');
  const spoilt = applyFaults(reply, faults, createRandom(`${unique} faults`));
  return { ...spoilt, headers: { ...spoilt.headers, 'x-mock-fault': names } };
}
