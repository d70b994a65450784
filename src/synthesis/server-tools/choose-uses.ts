/** Which server tools an answer uses, and about what. */
import type { DialectName } from '../../contract/validator.ts';
import { blocksOf, type MessagesRequest } from '../../message/request.ts';
import type { Random } from '../../random.ts';
import type { Wish } from '../../wish.ts';
import { type Call, deferredCalls } from '../choose-calls.ts';
import type { Heard } from '../hear.ts';
import { namesOf } from '../names.ts';
import { type Family, isShown, maxUses, type Offered, offeredTools } from './offered.ts';
import { someError } from './perform.ts';
import { linkIn } from './web-fetch.ts';

/** A use to be. Pure data. */
export interface PlannedUse {
  family: Family;
  /** Place of the tool in `request.tools`. */
  tool: number;
  name: string;
  about: string | null;
  error: string | null;
  /** Do its blocks stand in the answer? */
  shown: boolean;
  /** Does it wait for its result, in a turn that pauses? */
  waiting: boolean;
  /** The id of the call, when an earlier turn made it and paused. */
  called: string | null;
  /** Names that a tool search finds. */
  found: string[];
}

export interface Choice {
  request: MessagesRequest;
  heard: Heard;
  /** The client's tools that would be called. */
  calls: readonly Call[];
  dialect: DialectName;
  wish: Wish | undefined;
  random: Random;
}

/** Which words of the user ask for a tool of this family. The others have rules of their own. */
const ASKS: Partial<Record<Family, RegExp>> = {
  web_search:
    /\b(?:search(?:es|ed|ing)?|look(?:ing)? up|web|internet|online|google|latest|news|current(?:ly)?|recent|today)\b|搜索|检索/i,
  code_execution:
    /\b(?:run|execute|calculate|compute|plot|simulate|code|python|script|bash|analy[sz]e|csv|write|create)\b/i,
  openrouter_shell: /\b(?:run|execute|bash|shell|command|script|terminal)\b/i,
  advisor: /\b(?:advis(?:e|or|ors)|advice|second opinion|plan|design|architecture|review|refactor)\b/i,
};
/** Words that mean the service's own tool even where a tool of the caller's fits. */
const OUTRIGHT = /\b(?:web|internet|online|code execution|advisor)\b/i;

/** The uses for this turn, in order. Empty when the answer is to be text or calls of the client's tools. */
export function chooseUses(choice: Choice): PlannedUse[] {
  const { request, heard, calls, wish, random } = choice;
  const type = request.tool_choice?.type ?? 'auto';
  const offered = offeredTools(request);
  if (type === 'none' || offered.length === 0) return [];
  const pending = pendingUse(choice, offered);
  if (pending !== null) return [pending];
  if (heard.results.length > 0 || heard.prefill !== null) return [];
  const wished = wish === 'tool-error' || wish === 'pause-turn';
  const picked = pick(choice, offered, type) ?? (wished && calls.length === 0 ? offered[0] : undefined);
  if (picked === undefined) return [];
  const subjects = subjectsOf(picked, request, heard);
  return subjects.slice(0, wish === 'pause-turn' ? 1 : 2).map((about, nth) => ({
    ...planned(picked, choice),
    about,
    error:
      nth >= maxUses(picked.tool)
        ? 'max_uses_exceeded'
        : wish === 'tool-error'
          ? someError(picked.family, random)
          : null,
    waiting: wish === 'pause-turn',
  }));
}

function planned({ family, index, name }: Offered, { request, heard, dialect }: Choice): PlannedUse {
  const found = family === 'tool_search' ? deferredCalls(request, heard).map((call) => call.name) : [];
  return {
    family,
    tool: index,
    name,
    about: null,
    error: null,
    shown: isShown(family, dialect),
    waiting: false,
    called: null,
    found: [...new Set(found)],
  };
}

function pick({ request, heard, calls }: Choice, offered: readonly Offered[], type: string): Offered | undefined {
  if (request.tool_choice?.type === 'tool') {
    const { name } = request.tool_choice;
    return offered.find((one) => one.tool.name === name);
  }
  if (calls.length > 0 && !OUTRIGHT.test(heard.asked)) return undefined;
  const fitting = offered.find((one) => fits(one, request, heard));
  return fitting ?? (type === 'any' && calls.length === 0 ? offered[0] : undefined);
}

function fits({ family }: Offered, request: MessagesRequest, heard: Heard): boolean {
  if (family === 'web_fetch') return linkIn(heard.asked) !== undefined;
  if (family === 'tool_search') return deferredCalls(request, heard).length > 0;
  return ASKS[family]?.test(heard.asked) ?? false;
}

/** A search for two things searches twice; everything else is done once. */
function subjectsOf({ family }: Offered, request: MessagesRequest, heard: Heard): (string | null)[] {
  const choice = request.tool_choice;
  const single =
    choice !== undefined && 'disable_parallel_tool_use' in choice && choice.disable_parallel_tool_use === true;
  const { names, together } = namesOf(heard.asked);
  return family === 'web_search' && together > 1 && !single ? names.slice(0, 2) : [null];
}

/** The call with which the last turn paused, to be carried out now. */
function pendingUse(choice: Choice, offered: readonly Offered[]): PlannedUse | null {
  const last = choice.request.messages?.at(-1);
  const call = last?.role === 'assistant' ? blocksOf(last.content).at(-1) : undefined;
  if (call?.type !== 'server_tool_use' || typeof call.id !== 'string') return null;
  const { id, name = '' } = call;
  const tool = offered.find((one) => one.name === name || (one.family === 'code_execution' && name.endsWith(one.name)));
  const error = choice.wish === 'tool-error' && tool ? someError(tool.family, choice.random) : null;
  return tool === undefined ? null : { ...planned(tool, choice), called: id, error };
}
