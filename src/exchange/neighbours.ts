/** The endpoints beside messages: token counts, model lists, probes. */
import { anthropicModel, anthropicModelPage } from '../backend/model-lists.ts';
import { openrouterModel } from '../backend/openrouter-model.ts';
import { ApiError } from '../errors.ts';
import { manageContext } from '../synthesis/context/manage-context.ts';
import type { Context } from './context.ts';
import type { Received, Target } from './exchange.ts';
import { validate } from './validate.ts';

/**
 * The JSON that answers a request to an endpoint other than messages.
 *
 * @throws ApiError when the request is refused
 */
export function neighbour(received: Received, target: Target, context: Context): unknown {
  const { deed } = target.endpoint;
  switch (deed) {
    case 'count_tokens':
      return countTokens(received, target, context);
    case 'list_models':
      return listModels(received, target, context);
    case 'show_model':
      return showModel(received, context);
    case 'hello':
      return { status: 'ok', server: 'stuntdouble' };
    case 'swallow':
      return {};
    case 'messages':
      throw new Error('messages are answered by the corridor itself');
  }
}

function countTokens(received: Received, target: Target, context: Context): unknown {
  const { request, model } = validate(received, target, context);
  const { tokens, original } = manageContext(request, model);
  // With edits the service also tells the count before they were applied (messages-api section 1.4).
  return {
    input_tokens: tokens,
    ...(request['context_management'] ? { context_management: { original_input_tokens: original } } : {}),
  };
}

function listModels({ query }: Received, { dialect }: Target, { models }: Context): unknown {
  const offered = models.filter(({ retired }) => !retired);
  if (dialect.name === 'openrouter') return { data: offered.map(openrouterModel) };
  // Anthropic lists its own models, and those that the user added by a plain id.
  const own = offered.filter(({ slug }) => slug.startsWith('anthropic/') || !slug.includes('/'));
  return anthropicModelPage(own, query);
}

function showModel({ params }: Received, context: Context): unknown {
  const id = params['id'] ?? '';
  const model = context.model(id);
  if (!model.known) throw new ApiError('not_found', `model: ${id}`);
  return anthropicModel(model);
}
