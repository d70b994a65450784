/** Whether the service would accept what is asked: JSON, then the schema, then the model, then the rules. */
import { countTokensViolations, requestViolations } from '../contract/validator.ts';
import { ApiError, type Violation } from '../errors.ts';
import { inputTokens } from '../message/input-tokens.ts';
import type { MessagesRequest } from '../message/request.ts';
import { findings } from '../rules/rules.ts';
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
  { dialect, endpoint, betas }: Target,
  version: string | undefined,
  context: Context,
): Omit<Asked, 'digest' | 'kept'> {
  const counting = endpoint.deed === 'count_tokens';
  const violations = counting
    ? countTokensViolations(dialect.name, value)
    : requestViolations(dialect.name, context.options.schemaProfile, value);
  if (violations.length > 0) {
    throw new ApiError('invalid_request', dialect.refusal(violations, value), { violations });
  }
  const request = withContent(withModel(value as MessagesRequest));
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
    inputTokens: () => (tokens ??= counting ? 0 : inputTokens(request, model)),
  });
  const [first] = found;
  if (first) {
    throw new ApiError(first.finding.code ?? 'invalid_request', first.finding.message, {
      begun: true,
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
  return { request, model };
}

/** LLM Router may be given tags instead of a model; until routing by complexity is emulated, the first tag's middle model answers. */
function withModel(request: MessagesRequest): MessagesRequest {
  if (typeof request.model === 'string') return request;
  const gateway = request['gateway'] as { tags?: { models?: string[] }[] } | undefined;
  const models = gateway?.tags?.find((tag) => tag.models?.length)?.models ?? [];
  return { ...request, model: models[Math.floor(models.length / 2)] ?? 'unknown' };
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
