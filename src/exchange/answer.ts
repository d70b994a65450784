/** The corridor: every request walks it from door to door. */

import type { Dialect } from '../dialects/dialect.ts';
import { ApiError, type Violation } from '../errors.ts';
import { IdSeed } from '../random.ts';
import { authenticate } from './authenticate.ts';
import type { Context } from './context.ts';
import type { Answered, Asked, Exchange, Plan, Received, Target } from './exchange.ts';
import { filled } from './filled.ts';
import { dialectOf, identify } from './identify.ts';
import { match, seedOf, wantsMetadata } from './match.ts';
import { neighbour } from './neighbours.ts';
import type { Pass } from './pass.ts';
import { castOf, idsOf, type Order } from './produce.ts';
import { renderError, renderJson, renderMessage } from './render.ts';
import { refuseAsPlanned, shape } from './shape.ts';
import { isStubbed, stubbed, stubError } from './stubbed.ts';
import { validate } from './validate.ts';

/**
 * The whole story of a request, up to the reply that is to be sent. Never throws: what goes wrong becomes a reply in the envelope of
 * the dialect that was spoken.
 */
export async function answer(received: Received, context: Context): Promise<Exchange> {
  const { dialect, because } = dialectOf(received, context);
  const unique = uniqueTo(received, dialect, context);
  const identity = dialect.identity(unique, context.options.openrouterId);
  let target: Target | undefined;
  let asked: Asked | undefined;
  let plan: Plan | undefined;
  let pass: Pass | undefined;
  let violations: readonly Violation[] = NONE;
  let answered: Answered;
  try {
    target = identify(received, dialect);
    authenticate(received, target, context);
    if (target.endpoint.deed === 'messages') {
      asked = validate(received, target, context);
      pass = context.limits?.enter(received, target, asked);
      plan = match(received, target, asked, unique, context);
      if (plan.faults.length > 0) refuseAsPlanned(plan, context.clock.now());
      if (plan.stub?.reply.template) plan = await filled(plan, asked, unique, received, context.clock);
      const order = { target, asked, plan, identity, unique };
      answered = isStubbed(order) ? stubbed(order, context) : await synthetic(order, context);
    } else {
      const value = neighbour(received, target, context);
      answered = { answer: { kind: 'json', value }, reply: renderJson(value, target, identity) };
    }
  } catch (thrown) {
    const error = asRefusal(thrown, context);
    violations = error.detail.violations ?? NONE;
    const reply = renderError(error, received, dialect, identity, {
      begun: error.detail.begun ?? asked !== undefined,
      routing: wantsMetadata(received.headers) ? (error.detail.routing ?? asked?.routing?.metadata) : undefined,
    });
    answered = {
      answer: { kind: 'refusal', error },
      reply: plan?.stub ? stubError(reply, error, plan.stub, plan) : reply,
    };
  }
  pass?.settle(answered);
  const reply = plan && plan.faults.length > 0 ? shape(answered, plan, unique, dialect, identity) : answered.reply;
  const missed = asked !== undefined && !plan?.stub && context.stubs.size > 0;
  return {
    received,
    dialect,
    because,
    identity,
    target,
    asked,
    plan,
    violations,
    missed,
    answer: answered.answer,
    reply,
    pass,
  };
}

const NONE: readonly Violation[] = [];

async function synthetic(order: Order, { options }: Context): Promise<Answered> {
  const coming = castOf(order);
  const cast = coming instanceof Promise ? await coming : coming;
  return renderMessage(cast, idsOf(cast, order), order, options.openrouterDone);
}

/** 42 characters that no other exchange of this mock has, and that the n-th request of a kind has in every run. */
function uniqueTo(received: Received, dialect: Dialect, context: Context): string {
  const { route, method, path, body } = received;
  const seed = seedOf(received.headers, context.options.seed);
  const spell = () =>
    `${seed} ${dialect.name} ${method} ${path} ${'key' in body.parsed ? body.parsed.key.slice(0, 32) : ''}`;
  // Nearly all requests are of one kind per body and dialect, which is spelt out once.
  const usual = route?.endpoint.deed === 'messages' && method === 'POST' && seed === context.options.seed;
  const kind = usual ? body.kept.once(dialect, () => new IdSeed(spell())) : new IdSeed(spell());
  return kind.idBody(42, context.counters.next(kind.text));
}

/** A bug must not look like a refusal of the service: it is told to the owner, and the client is asked not to try again. */
function asRefusal(thrown: unknown, context: Context): ApiError {
  if (thrown instanceof ApiError) return thrown;
  context.onBug(thrown);
  return new ApiError(
    'internal',
    'Internal error of the mock. This is a bug in stuntdouble; its log has the details.',
    { mock: true },
  );
}
