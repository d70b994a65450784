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
import { isLive, playbackOf } from './playback.ts';
import type { Playback } from './playing.ts';
import { castOf, idsOf, type Order } from './produce.ts';
import { renderError, renderJson, renderMessage } from './render.ts';
import { refuseAsPlanned, shape } from './shape.ts';
import { isStubbed, stubbed, stubError } from './stubbed.ts';
import type { TapedRequest } from './taped-request.ts';
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
    const playback = playbackOf(received, target, context);
    // The upstream itself says whom it lets in.
    if (!playback || !isLive(playback)) authenticate(received, target, context);
    if (target.endpoint.deed === 'messages') {
      asked = playback ? ifValid(received, target, context) : validate(received, target, context);
      if (asked) {
        pass = context.limits?.enter(received, target, asked);
        plan = match({ received, target, asked, unique, playback }, context);
        if (plan.faults.length > 0) refuseAsPlanned(plan, context.clock.now());
        if (plan.stub?.reply.template) plan = await filled(plan, asked, unique, received, context.clock);
      }
    }
    const played =
      playback && !plan?.stub ? await playedBack({ received, target, asked, plan }, playback, context) : undefined;
    if (played) {
      answered = played;
      plan &&= { ...plan, source: played.answer.kind === 'live' ? 'upstream' : 'cassette' };
    } else if (target.endpoint.deed === 'messages') {
      // Nobody has it, so what the mock has against it counts after all.
      asked ??= validate(received, target, context);
      plan ??= match({ received, target, asked, unique, playback }, context);
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
  let { reply } = answered;
  let stay: Exchange['pass'] = pass;
  if (plan && plan.faults.length > 0) {
    const { others, leave } = context.faultRules.load.enter(pass);
    stay = { leave };
    reply = shape(answered, plan, unique, { dialect, identity, others });
  }
  const missed = asked !== undefined && !plan?.stub && !answered.playing && context.stubs.size > 0;
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
    playing: answered.playing,
    pass: stay,
  };
}

const NONE: readonly Violation[] = [];

let taping: Promise<typeof import('./taped.ts')> | undefined;

/** What a cassette or the upstream answers. Most mocks have neither, and every start would pay for what they take. */
async function playedBack(request: TapedRequest, playback: Playback, context: Context): Promise<Answered | undefined> {
  taping ??= import('./taped.ts');
  const { taped } = await taping;
  return taped(request, playback, context);
}

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
