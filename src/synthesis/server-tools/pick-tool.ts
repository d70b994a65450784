/** Which server tool fits what was asked: by the choice of the request, or by the words of the user. */
import { deferredCalls } from '../choose-calls.ts';
import type { Family, Offered } from './offered.ts';
import type { Scene } from './planned-use.ts';
import { linkIn } from './web-fetch.ts';

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
const OUTRIGHT = /\b(?:web|internet|online|code execution|advisor|mcp)\b/i;

/** The tool to use, if any: the one that is demanded, or the first that fits. `type` is that of the request's `tool_choice`. */
export function pickTool(scene: Scene, offered: readonly Offered[], type: string): Offered | undefined {
  const { request, heard, calls } = scene;
  if (request.tool_choice?.type === 'tool') {
    const { name } = request.tool_choice;
    return offered.find((one) => one.tool.name === name);
  }
  if (calls.length > 0 && !OUTRIGHT.test(heard.asked)) return undefined;
  const fitting = offered.find((one) => fits(one, scene));
  return fitting ?? (type === 'any' && calls.length === 0 ? offered[0] : undefined);
}

function fits(offered: Offered, { request, heard, findable }: Scene): boolean {
  const { family } = offered;
  if (offered.family === 'mcp') return offered.server.score > 0;
  if (family === 'web_fetch') return linkIn(heard.asked) !== undefined;
  if (family === 'tool_search') return findable.length > 0 || deferredCalls(request, heard).length > 0;
  return ASKS[family]?.test(heard.asked) ?? false;
}
