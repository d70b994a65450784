/** A stub's templates, filled with values of the request. */
import type { Clock } from '../clock.ts';
import { createRandom } from '../random.ts';
import type { StubReply } from '../stubs/replies/reply.ts';
import { fillTemplate } from '../stubs/replies/template.ts';
import { loadFakes } from '../synthesis/fake-value.ts';
import type { Asked, Plan, Received } from './exchange.ts';

/** The plan with a reply whose templates are filled, where it has any. */
export async function filled(
  plan: Plan,
  asked: Asked,
  unique: string,
  received: Received,
  clock: Clock,
): Promise<Plan> {
  const { stub } = plan;
  if (!stub) return plan;
  // Faker takes its time to load, and most templates do without.
  const fake = asksForFakes(stub.reply)
    ? (await loadFakes())(createRandom(`${unique} ${stub.id} template`))
    : () => undefined;
  const { request } = asked;
  const { body, headers } = received;
  const view = { request, body: body.value, model: request.model, headers, now: clock.now(), fake };
  return { ...plan, stub: { ...stub, reply: fillTemplate(stub.reply, view) } };
}

function asksForFakes(reply: StubReply): boolean {
  return /\bfaker\b/.test(JSON.stringify(reply));
}
