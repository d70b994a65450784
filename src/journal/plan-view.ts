/** A plan as plain JSON. */
import type { Plan } from '../exchange/exchange.ts';

/** What was decided about a request. Of the stub's reply only its kind is told: the stub itself has the rest. */
export function planView(plan: Plan): Record<string, unknown> {
  const { stub, wish, ...rest } = plan;
  return {
    ...rest,
    stub: stub ? { id: stub.id, name: stub.name, reply: stub.reply.kind } : null,
    wish: wish ?? null,
  };
}
