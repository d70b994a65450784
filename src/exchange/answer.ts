/** The corridor: every request walks it from door to door. */
import { ApiError } from '../errors.ts';
import { idBody } from '../random.ts';
import { authenticate } from './authenticate.ts';
import type { Context } from './context.ts';
import type { Exchange, Received } from './exchange.ts';
import { dialectOf, identify } from './identify.ts';
import { match, seedOf } from './match.ts';
import { neighbour } from './neighbours.ts';
import { produce } from './produce.ts';
import { renderError, renderJson, renderMessage } from './render.ts';
import { validate } from './validate.ts';

/**
 * The whole story of a request, up to the reply that is to be sent. Never throws: what goes wrong becomes a reply in the envelope of
 * the dialect that was spoken.
 */
export async function answer(received: Received, context: Context): Promise<Exchange> {
  const dialect = dialectOf(received, context);
  const unique = uniqueTo(received, dialect.name, context);
  const identity = dialect.identity(unique, context.options.openrouterId);
  const known: Pick<Exchange, 'dialect' | 'identity' | 'violations'> = { dialect, identity, violations: [] };
  let begun = false;
  try {
    const identified = identify(received, dialect);
    const admitted = authenticate(identified, context);
    if (admitted.endpoint.deed !== 'messages') {
      const value = neighbour(admitted, context);
      return { ...admitted, ...known, answer: { kind: 'json', value }, reply: renderJson(value, admitted, identity, context) };
    }
    const asked = validate(admitted, context);
    begun = true;
    const planned = match(asked, context);
    const message = await produce(planned, identity, unique);
    return { ...planned, ...known, answer: { kind: 'message', message }, reply: renderMessage(message, planned, identity, context) };
  } catch (thrown) {
    const error = asRefusal(thrown, context);
    const violations = error.detail.violations ?? [];
    const reply = renderError(error, received, dialect, identity, begun, context);
    return { ...received, ...known, violations, answer: { kind: 'refusal', error }, reply };
  }
}

/** 42 characters that no other exchange of this mock has, and that the n-th request of a kind has in every run. */
function uniqueTo(received: Received, dialect: string, context: Context): string {
  const { parsed } = received.body;
  const seed = seedOf(received, context.options.seed);
  const kind = `${seed} ${dialect} ${received.method} ${received.path} ${'key' in parsed ? parsed.key : ''}`;
  return idBody(42, kind, context.counters.next(kind));
}

/** A bug must not look like a refusal of the service: it is told to the owner, and the client is asked not to try again. */
function asRefusal(thrown: unknown, context: Context): ApiError {
  if (thrown instanceof ApiError) return thrown;
  context.onBug(thrown);
  return new ApiError('internal', 'Internal error of the mock. This is a bug in stuntdouble; its log has the details.', { mock: true });
}
