/** The corridor: every request walks it from door to door. */

import { ApiError, type Violation } from '../errors.ts';
import { authenticate } from './authenticate.ts';
import type { Context } from './context.ts';
import type { Answered, Asked, Exchange, Plan, Received, Target } from './exchange.ts';
import { filled } from './filled.ts';
import { dialectOf, identify } from './identify.ts';
import { demandInventing, match, wantsMetadata } from './match.ts';
import { Naming } from './naming.ts';
import { neighbour } from './neighbours.ts';
import type { Pass } from './pass.ts';
import { isLive, playbackOf } from './playback.ts';
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
  const naming = new Naming(received, dialect, context);
  let target: Target | undefined;
  let asked: Asked | undefined;
  let plan: Plan | undefined;
  let pass: Pass | undefined;
  let violations: readonly Violation[] = NONE;
  let answered: Answered;
  try {
    target = identify(received, dialect);
    const playback = playbackOf(received, target, context);
    // The upstream itself says whom it lets in.
    if (!playback || !isLive(playback)) authenticate(received, target, context);
    if (target.endpoint.deed === 'messages') {
      asked = playback ? ifValid(received, target, context) : validate(received, target, context);
      if (asked) {
        pass = context.limits?.enter(received, target, asked);
        plan = match({ received, target, asked, naming, playback }, context);
        if (plan.faults.length > 0) refuseAsPlanned(plan, context.clock.now());
        if (plan.stub?.reply.template) plan = await filled(plan, asked, naming.unique, received, context.clock);
      }
    }
    const coming =
      playback && !plan?.stub ? playedBack({ received, target, asked, plan }, playback, context) : undefined;
    const played = coming instanceof Promise ? await coming : coming;
    if (played) {
      answered = played;
      if (plan && played.playing?.recording === null) plan = { ...plan, source: 'upstream' };
    } else if (target.endpoint.deed === 'messages') {
      // Nobody has it, so what the mock has against it counts after all.
      asked ??= validate(received, target, context);
      const question = { received, target, asked, naming, playback };
      plan ??= match(question, context);
      if (plan.source === 'cassette') {
        demandInventing(question, context);
        plan = { ...plan, source: 'synthetic' };
      }
      const { identity, unique } = naming;
      const order = { target, asked, plan, identity, unique };
      answered = isStubbed(order) ? stubbed(order, context) : await synthetic(order, context);
    } else {
      const value = neighbour(received, target, context);
      answered = { answer: { kind: 'json', value }, reply: renderJson(value, target, naming.identity) };
    }
  } catch (thrown) {
    const error = asRefusal(thrown, context);
    violations = error.detail.violations ?? NONE;
    const reply = renderError(error, received, dialect, naming.identity, {
      begun: error.detail.begun ?? asked !== undefined,
      routing: wantsMetadata(received.headers) ? (error.detail.routing ?? asked?.routing?.metadata) : undefined,
    });
    answered = {
      answer: { kind: 'refusal', error },
      reply: plan?.stub ? stubError(reply, error, plan.stub, plan) : reply,
    };
  }
  pass?.settle(answered);
  let { reply } = answered;
  let stay: Exchange['pass'] = pass;
  if (plan && plan.faults.length > 0) {
    const { others, leave } = context.faultRules.load.enter(pass);
    stay = { leave };
    reply = shape(answered, plan, naming.unique, { dialect, identity: naming.identity, others });
  }
  const missed = asked !== undefined && !plan?.stub && !answered.playing && context.stubs.size > 0;
  return {
    received,
    dialect,
    because,
    target,
    asked,
    plan,
    violations,
    missed,
    answer: answered.answer,
    reply,
    playing: answered.playing,
    pass: stay,
  };
}

const NONE: readonly Violation[] = [];

let taping: typeof import('./taped.ts') | undefined;

/** What a cassette or the upstream answers. Most mocks have neither, and every start would pay for what they take. */
function playedBack(...asked: Parameters<Taped>): ReturnType<Taped> {
  if (taping) return taping.taped(...asked);
  return import('./taped.ts').then((loaded) => {
    taping = loaded;
    return loaded.taped(...asked);
  });
}

type Taped = typeof import('./taped.ts').taped;

/** What is asked, where the mock has nothing against it. */
function ifValid(received: Received, target: Target, context: Context): Asked | undefined {
  try {
    return validate(received, target, context);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

async function synthetic(order: Order, { options }: Context): Promise<Answered> {
  const coming = castOf(order);
  const cast = coming instanceof Promise ? await coming : coming;
  return renderMessage(cast, idsOf(cast, order), order, options.openrouterDone);
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
