/** Whether the service would accept what is asked: JSON, then the schema, then the model, then the rules. */
import { planningOf, throughGateway } from '../backend/gateway.ts';
import { route } from '../backend/routing.ts';
import { countTokensViolations, requestViolations } from '../contract/validator.ts';
import { ApiError, type Violation } from '../errors.ts';
import type { MessagesRequest } from '../message/request.ts';
import { findings } from '../rules/rules.ts';
import { manageContext } from '../synthesis/context/manage-context.ts';
import { splitWish } from '../wish.ts';
import type { Context } from './context.ts';
import type { Asked, Received, Target } from './exchange.ts';
import { Kept } from './kept.ts';

/** A caller may send a new seed with every repetition of a request. */
const MOST_KEPT = 8;

/**
 * The request, understood. What follows from the body alone is worked out once per body.
 *
 * @throws ApiError `invalid_request` with every violation found; `not_found` for a model that strict models do not know
 */
export function validate({ body, headers }: Received, target: Target, context: Context): Asked {
  const { parsed } = body;
  if ('error' in parsed) throw parsed.error;
  const { dialect, endpoint, betas } = target;
  const version = headers['anthropic-version']?.toString();
  return body.kept.once(`${dialect.name} ${endpoint.deed} ${version} ${betas.join()}`, () => ({
    ...understand(parsed.value, target, version, context),
    digest: parsed.key,
    kept: new Kept(MOST_KEPT),
  }));
}

function understand(
  value: unknown,
  target: Target,
  version: string | undefined,
  context: Context,
): Omit<Asked, 'digest' | 'kept'> {
  const { dialect, endpoint, betas } = target;
  const counting = endpoint.deed === 'count_tokens';
  const violations = counting
    ? countTokensViolations(dialect.name, value)
    : requestViolations(dialect.name, context.options.schemaProfile, value);
  if (violations.length > 0) {
    throw new ApiError('invalid_request', dialect.refusal(violations, value), { violations });
  }
  const { request, wish, routing, planning } = routed(withContent(value as MessagesRequest), target, context);
  if (dialect.name === 'anthropic' && request['thread']) throw unthreaded();
  const model = context.model(request.model);
  if (context.options.strictModels && !model.known) throw dialect.unknownModel(request.model);
  let tokens: number | undefined;
  const found = findings({
    request: counting ? { ...request, max_tokens: undefined } : request,
    model,
    dialect: dialect.name,
    betas,
    version,
    // Counting is how clients find out whether a prompt is too long, so there it is no reason to refuse.
    inputTokens: () => (tokens ??= counting ? 0 : manageContext(request, model).tokens),
  });
  const [first] = found;
  if (first) {
    throw new ApiError(first.finding.code ?? 'invalid_request', first.finding.message, {
      begun: true,
      ...(routing ? { routing: routing.metadata } : {}),
      violations: found.map(
        ({ rule, finding }): Violation => ({
          path: finding.path,
          code: rule.id,
          words: finding.message,
          expected: finding.expected ?? '',
          actual: finding.actual ?? '',
        }),
      ),
    });
  }
  return { request, model, wish, routing, planning };
}

/** The request as the model gets it, once LLM Router or OpenRouter has had its say. */
function routed(
  value: MessagesRequest,
  { dialect, endpoint }: Target,
  { model }: Context,
): Pick<Asked, 'request' | 'wish' | 'routing' | 'planning'> {
  const gateway = dialect.name === 'llm-router';
  const { request, wish } = withoutWish(gateway ? throughGateway(value) : value);
  const planning = gateway ? planningOf(request, model) : undefined;
  if (dialect.name !== 'openrouter' || endpoint.deed !== 'messages')
    return { request, wish, routing: undefined, planning };
  const routing = route(request, model);
  const same = routing.model === request.model;
  return { request: same ? request : { ...request, model: routing.model }, wish, routing, planning };
}

/** The request as the service would get it: a wish behind the model id is for the mock alone. */
function withoutWish(request: MessagesRequest): { request: MessagesRequest; wish: string | undefined } {
  const { model, wish } = splitWish(request.model);
  return { request: wish === undefined ? request : { ...request, model }, wish };
}

/** A system message that only changes settings may leave its content out; whoever reads it finds an empty list. */
function withContent(request: MessagesRequest): MessagesRequest {
  const { messages } = request;
  // OpenRouter takes null for a list of messages.
  if (!Array.isArray(messages) || messages.every(({ content }) => content !== undefined)) return request;
  return { ...request, messages: messages.map((message) => ({ ...message, content: message.content ?? [] })) };
}

/** The words are our own; the code makes the SDK's tool runner send the turn again, whole and without the thread. */
function unthreaded(): ApiError {
  return new ApiError('invalid_request', 'thread: this mock keeps no message threads. Send the whole conversation.', {
    mock: true,
    details: { error_code: 'thread_unsupported_request', unsupported: ['thread'] },
  });
}
