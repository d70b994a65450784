/** What LLM Router does with a request on its way: choosing a model by tags, planning, masking. Source: messages-api section 8. */
import { ApiError } from '../errors.ts';
import { inputTokens } from '../message/input-tokens.ts';
import type { MessagesRequest } from '../message/request.ts';
import type { ModelTraits } from '../model.ts';
import { type HistoryCompression, withoutOldTurns } from './gateway-history.ts';
import { asksForPicture } from './gateway-image.ts';
import { withoutOldMedia } from './gateway-media.ts';
import { masked, type RedactSettings } from './gateway-redact.ts';
import { complexity, lastQuestion, overlap, wordsOf } from './gateway-score.ts';
import { type ToolOptimization, withFittingTools } from './gateway-tools.ts';

interface Gateway {
  order?: string[];
  only?: string[];
  tags?: { name?: string; description?: string; models?: string[] }[];
  planningTriggerScore?: number;
  imageGenerationModel?: string;
  chatHistoryCompression?: HistoryCompression;
  /** The name that the guides use. */
  chatHistoryOptimization?: HistoryCompression;
  mediaOptimization?: boolean;
  toolOptimization?: ToolOptimization;
  redact?: RedactSettings;
}

/** `usage.planning_usage_details`. `cost` in US dollars. */
export interface PlanningUsage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  cost: number;
}

const PLANNING = ':planning:';
const TRIGGER = 0.6;
/** A plan is short: this many tokens at least, and as many more for the hardest question. */
const PLAN_TOKENS = 80;

/**
 * The request as the model gets it: with the model that the tags choose, without what is not needed, and masked. Without a `gateway` it is the request itself.
 *
 * @throws ApiError `not_found` when `only` leaves no provider of the model
 * @example throughGateway({ messages, gateway: { tags: [{ name: 'code', models: ['a/large', 'a/small'] }] } }).model // 'a/small'
 */
export function throughGateway(request: MessagesRequest): MessagesRequest {
  const gateway = (request['gateway'] ?? {}) as Gateway;
  const model = chooseModel(request, gateway);
  demandProvider(model, gateway.only);
  const named = model === request.model ? request : { ...request, model };
  const compression = gateway.chatHistoryCompression ?? gateway.chatHistoryOptimization;
  const compressed = compression ? withoutOldTurns(named, compression) : named;
  const fitting = gateway.toolOptimization ? withFittingTools(compressed, gateway.toolOptimization) : compressed;
  const routed = gateway.mediaOptimization ? withoutOldMedia(fitting) : fitting;
  return gateway.redact ? masked(routed, gateway.redact) : routed;
}

/** The planner's bill, when one is named behind the executor and the question is hard enough; else nothing. */
export function planningOf(request: MessagesRequest, resolve: (id: string) => ModelTraits): PlanningUsage | undefined {
  const at = request.model.indexOf(PLANNING);
  if (at < 0) return undefined;
  const trigger = (request['gateway'] as Gateway | undefined)?.planningTriggerScore ?? TRIGGER;
  const score = complexity(lastQuestion(request));
  if (score <= trigger) return undefined;
  const planner = resolve(request.model.slice(at + PLANNING.length));
  const prompt = inputTokens(request, planner);
  const completion = PLAN_TOKENS + Math.round(PLAN_TOKENS * score);
  const { input, output } = planner.price;
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    cost: Math.round((prompt * input + completion * output) * 1e4) / 1e10,
  };
}

/**
 * A picture is for the model that makes pictures. Tags are looked at when no model is named, or when one of them fits the question. The best fitting tag's models stand from the
 * most capable to the cheapest: the harder the question, the further to the front.
 */
function chooseModel(request: MessagesRequest, { tags = [], imageGenerationModel }: Gateway): string {
  const usable = tags.filter(({ models }) => models?.length);
  const question = lastQuestion(request);
  if (imageGenerationModel && asksForPicture(question)) return imageGenerationModel;
  const asked = wordsOf(question);
  const fits = usable.map(({ name = '', description = '' }) => overlap(asked, `${name} ${description}`));
  const best = fits.reduce((most, fit) => Math.max(most, fit), 0);
  const named = typeof request.model === 'string';
  if (usable.length === 0 || (named && best === 0)) return named ? request.model : 'unknown';
  const models = usable[fits.indexOf(best)]!.models!;
  const index = Math.floor((1 - complexity(question)) * models.length);
  return models[Math.min(models.length - 1, index)]!;
}

const CLOUDS = ['anthropic', 'bedrock', 'amazon-bedrock', 'vertex', 'google-vertex'];

/** `order` only says who is asked first, which no reply tells; `only` may leave nobody. */
function demandProvider(model: string, only: readonly string[] | undefined): void {
  if (!only?.length) return;
  // Behind a colon stand planners, variants and wishes.
  const executor = model.split(':')[0]!;
  const author = executor.includes('/') ? executor.slice(0, executor.indexOf('/')) : 'anthropic';
  const serving = author === 'anthropic' ? CLOUDS : [author];
  if (only.some((entry) => serving.includes(entry.toLowerCase()))) return;
  throw new ApiError(
    'not_found',
    `No provider in gateway.only serves ${executor.slice(0, 100)}: ${only.join(', ').slice(0, 200)}`,
    { begun: true },
  );
}
