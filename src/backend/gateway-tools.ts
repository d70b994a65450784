/** LLM Router's `gateway.toolOptimization`: tools that do not fit the prompt are left out before the model sees them. */
import { blocksOf, type MessagesRequest, type RequestTool } from '../message/request.ts';
import { lastQuestion, overlap, wordsOf } from './gateway-score.ts';

export interface ToolOptimization {
  enabled?: boolean;
  acceptScore?: number;
  alwaysInclude?: readonly string[];
}

const ACCEPT = 0.5;
/** What one word that tool and question share is worth; two are enough for the highest score. */
const PER_WORD = 0.5;
const NAME = /[\w-]+/g;

/**
 * The request with the tools that fit: those that share words with the question, are always to be included, were called before, are
 * demanded, or are named by a tool that stays. Tools of the service have no description to judge by, and stay.
 */
export function withFittingTools(request: MessagesRequest, settings: ToolOptimization): MessagesRequest {
  const { tools, tool_choice } = request;
  if (settings.enabled === false || !Array.isArray(tools) || tools.length === 0) return request;
  const asked = wordsOf(lastQuestion(request));
  const always = new Set<unknown>([...(settings.alwaysInclude ?? []), ...calledIn(request)]);
  if (tool_choice?.type === 'tool') always.add(tool_choice.name);
  const scores = tools.map((tool) => scoreOf(tool, asked, always));
  const accept = settings.acceptScore ?? ACCEPT;
  // What must be called must be there.
  const least = tool_choice?.type === 'any' ? scores.reduce((best, score) => Math.max(best, score), 0) : Infinity;
  const kept = tools.filter((_tool, at) => scores[at]! >= Math.min(accept, least));
  const named = new Set(kept.flatMap(({ description }) => description?.match(NAME) ?? []));
  const staying = new Set(kept);
  const left = tools.filter((tool) => staying.has(tool) || named.has(tool.name ?? ''));
  if (left.length === tools.length) return request;
  const { tools: _tools, tool_choice: _choice, ...rest } = request;
  return left.length === 0 ? rest : { ...request, tools: left };
}

function scoreOf(tool: RequestTool, asked: ReadonlySet<string>, always: ReadonlySet<unknown>): number {
  const own = tool.type === undefined || tool.type === null || tool.type === 'custom';
  if (!own || always.has(tool.name)) return 1;
  const properties = Object.keys((tool.input_schema?.['properties'] as object | undefined) ?? {}).slice(0, 50);
  const words = `${tool.name} ${tool.description ?? ''} ${properties.join(' ')}`;
  return Math.min(1, PER_WORD * overlap(asked, words.replaceAll('_', ' ')));
}

function* calledIn({ messages }: MessagesRequest): Generator<unknown> {
  for (const { role, content } of messages ?? []) {
    if (role !== 'assistant') continue;
    for (const { type, name } of blocksOf(content)) if (type === 'tool_use') yield name;
  }
}
