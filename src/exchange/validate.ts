/** Whether the service would accept what is asked: JSON, then the schema, then the model, then the rules. */
import { countTokensViolations, requestViolations } from '../contract/validator.ts';
import { ApiError, type Violation } from '../errors.ts';
import { inputTokens } from '../message/input-tokens.ts';
import type { MessagesRequest } from '../message/request.ts';
import type { ModelTraits } from '../model.ts';
import { findings } from '../rules/rules.ts';
import type { Context } from './context.ts';
import type { Admitted, Asked } from './exchange.ts';

/**
 * The request, understood. What follows from the body alone is worked out once per body.
 *
 * @throws ApiError `invalid_request` with every violation found; `not_found` for a model that strict models do not know
 */
export function validate(admitted: Admitted, context: Context): Asked {
  const { body, dialect, endpoint, betas } = admitted;
  const { parsed } = body;
  if ('error' in parsed) throw parsed.error;
  const { request, model } = body.derive(`asked ${dialect.name} ${endpoint.deed} ${betas.join()}`, () =>
    understand(admitted, parsed.value, context),
  );
  return { ...admitted, request, model, digest: parsed.key };
}

function understand(admitted: Admitted, value: unknown, context: Context): { request: MessagesRequest; model: ModelTraits } {
  const { dialect, endpoint, betas } = admitted;
  const counting = endpoint.deed === 'count_tokens';
  const violations = counting
    ? countTokensViolations(dialect.name, value)
    : requestViolations(dialect.name, context.options.schemaProfile, value);
  if (violations.length > 0) {
    throw new ApiError('invalid_request', dialect.refusal(violations, value), { violations });
  }
  const request = withModel(value as MessagesRequest);
  const model = context.model(request.model);
  if (context.options.strictModels && !model.known) throw dialect.unknownModel(request.model);
  let tokens: number | undefined;
  const found = findings({
    request: counting ? { ...request, max_tokens: undefined } : request,
    model,
    dialect: dialect.name,
    betas,
    // Counting is how clients find out whether a prompt is too long, so there it is no reason to refuse.
    inputTokens: () => (tokens ??= counting ? 0 : inputTokens(request, model)),
  });
  const [first] = found;
  if (first) {
    throw new ApiError(first.finding.code ?? 'invalid_request', first.finding.message, {
      violations: found.map(({ rule, finding }): Violation => ({
        path: finding.path,
        code: rule.id,
        words: finding.message,
        expected: finding.expected ?? '',
        actual: finding.actual ?? '',
      })),
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
