/** Which tools an answer calls, and about what: judged by the words that the user's text and the tool's definition share. */
import type { MessagesRequest, RequestTool } from '../message/request.ts';
import { isClientTool } from './client-tools.ts';
import type { Heard } from './hear.ts';
import { namesOf } from './names.ts';
import { stemsOf } from './words.ts';

/** A call to be made: the tool's place in `request.tools`, its name, and the subject when one is given to it alone. */
export interface Call {
  tool: number;
  name: string;
  about: string | null;
}

/** A shared word in a tool's name says more than one in its description or among its properties. */
const NAME_WEIGHT = 3;
/** Descriptions can run to pages; the first sentences say what the tool is for. */
const DESCRIPTION_READ = 300;

interface Candidate {
  tool: number;
  name: string;
  inName: number;
  /** Which share of the words in the tool's name the text says: `Read` is said in full by "read this", `ReadMcpResource` is not. */
  named: number;
  score: number;
}

/** The calls for this turn, in order; empty when the answer is to be text. Linear in the size of the tool list. */
export function chooseCalls(request: MessagesRequest, heard: Heard): Call[] {
  const choice = request.tool_choice ?? { type: 'auto' };
  const tools = request.tools ?? [];
  if (choice.type === 'none' || tools.length === 0) return [];
  if (choice.type === 'tool') {
    const tool = tools.findIndex((one) => one.name === choice.name && isCallable(one));
    return tool === -1 ? [] : [{ tool, name: choice.name, about: null }];
  }
  if (choice.type === 'auto' && (heard.results.length > 0 || heard.prefill !== null)) return [];
  const ranked = rank(request, tools, heard.asked);
  const best = ranked[0];
  if (best === undefined || (choice.type === 'auto' && best.score === 0)) return [];
  const single: Call[] = [{ tool: best.tool, name: best.name, about: null }];
  if (choice.type === 'any' || choice.disable_parallel_tool_use === true) return single;
  const { names, together } = namesOf(heard.asked);
  if (together > 1) return names.slice(0, 2).map((about) => ({ tool: best.tool, name: best.name, about }));
  const second = ranked[1];
  const strong =
    second !== undefined && second.inName > 0 && second.inName === best.inName && second.named === best.named;
  return strong ? [...single, { tool: second.tool, name: second.name, about: null }] : single;
}

/** The calls of tools that are not loaded yet, as a tool search finds them: the best that fit, at most three. */
export function deferredCalls(request: MessagesRequest, heard: Heard): Call[] {
  const tools = request.tools ?? [];
  if (!tools.some(isDeferred)) return [];
  return rank(request, tools, heard.asked, true)
    .filter(({ score }) => score > 0)
    .slice(0, 3)
    .map(({ tool, name }) => ({ tool, name, about: null }));
}

function isDeferred(tool: RequestTool): boolean {
  return tool['defer_loading'] === true;
}

/** The callable tools, best first; equals stay in the order of the request. `unloaded`: only those that a search must find first. */
function rank(request: MessagesRequest, tools: readonly RequestTool[], asked: string, unloaded = false): Candidate[] {
  const wanted = stemsOf(asked);
  const loaded = tools.some(isDeferred) ? referencedTools(request) : new Set();
  const candidates: Candidate[] = [];
  for (const [index, tool] of tools.entries()) {
    if (!isCallable(tool) || (isDeferred(tool) && !loaded.has(tool.name)) !== unloaded) continue;
    const name = tool.name ?? '';
    const nameStems = stemsOf(name);
    const inName = shared(wanted, nameStems);
    const named = inName / Math.max(1, nameStems.size);
    const around = stemsOf(`${tool.description?.slice(0, DESCRIPTION_READ) ?? ''} ${propertyNames(tool)}`);
    candidates.push({ tool: index, name, inName, named, score: NAME_WEIGHT * inName * named + shared(wanted, around) });
  }
  return candidates.sort((a, b) => b.score - a.score || a.tool - b.tool);
}

function isCallable(tool: RequestTool): boolean {
  return tool.type === undefined || tool.type === null || tool.type === 'custom' || isClientTool(tool);
}

function propertyNames(tool: RequestTool): string {
  const properties = tool.input_schema?.['properties'];
  return typeof properties === 'object' && properties !== null ? Object.keys(properties).slice(0, 50).join(' ') : '';
}

function shared(wanted: ReadonlySet<string>, offered: ReadonlySet<string>): number {
  let count = 0;
  for (const stem of offered) if (wanted.has(stem)) count++;
  return count;
}

/** Names in every `tool_reference` block of the history: a tool search has loaded these tools. */
export function referencedTools(request: MessagesRequest): Set<unknown> {
  const names = new Set<unknown>();
  const stack: unknown[] = (request.messages ?? []).map((message) => message.content);
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value !== 'object' || value === null) continue;
    if ('type' in value && value.type === 'tool_reference') {
      if ('tool_name' in value) names.add(value.tool_name);
      if ('name' in value) names.add(value.name);
    }
    // Arguments of calls are the caller's own JSON: a look-alike in there is no reference.
    for (const [key, inner] of Object.entries(value)) if (key !== 'input') stack.push(inner);
  }
  return names;
}
