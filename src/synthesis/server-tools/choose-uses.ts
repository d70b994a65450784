/** Which server tools an answer uses, and about what. */
import { blocksOf, type MessagesRequest, type RequestBlock } from '../../message/request.ts';
import { deferredCalls } from '../choose-calls.ts';
import type { Heard } from '../hear.ts';
import { namesOf } from '../names.ts';
import { isShown, maxUses, type Offered, offeredByServers, offeredTools } from './offered.ts';
import { someError } from './perform.ts';
import { pickTool } from './pick-tool.ts';
import type { Choice, PlannedUse, Scene, UseToBe } from './planned-use.ts';
import { webPlugin } from './web-plugin.ts';

/** A tool search tells of so many tools. */
const MOST_FOUND = 3;

/** The uses for this turn, in order. Empty when the answer is to be text or calls of the client's tools. */
export function chooseUses(choice: Choice): PlannedUse[] {
  const uses = usesOfTools(choice);
  return uses.length > 0 || choice.calls.length > 0 ? uses : usesOfPlugin(choice);
}

function usesOfPlugin({ request, heard, dialect, wish, random }: Choice): PlannedUse[] {
  const tool = dialect === 'openrouter' ? webPlugin(request) : undefined;
  if (tool === undefined || heard.results.length > 0 || heard.prefill !== null || wish === 'pause-turn') return [];
  const error = wish === 'tool-error' ? someError('web_search', random) : null;
  const use = { name: 'web_search', about: null, error, shown: false, waiting: false, called: null, found: [] };
  return [{ ...use, family: 'web_search', tool }];
}

function usesOfTools(choice: Choice): PlannedUse[] {
  const { request, heard, calls, wish, random } = choice;
  const type = request.tool_choice?.type ?? 'auto';
  if (type === 'none') return [];
  const byServers = offeredByServers(request, heard.asked, choice.dialect);
  const offered = [...offeredTools(request), ...byServers.filter(({ server }) => !server.deferred)];
  if (offered.length === 0) return [];
  const findable = byServers.filter(({ server }) => server.deferred && server.score > 0).slice(0, MOST_FOUND);
  const scene: Scene = { ...choice, findable };
  const pending = pendingUse(scene, offered);
  if (pending !== null) return andWhatIsFound([pending], scene);
  if (heard.results.length > 0 || heard.prefill !== null) return [];
  const wished = wish === 'tool-error' || wish === 'pause-turn';
  const picked = pickTool(scene, offered, type) ?? (wished && calls.length === 0 ? offered[0] : undefined);
  if (picked === undefined) return [];
  const subjects = subjectsOf(picked, request, heard);
  const uses = subjects.slice(0, wish === 'pause-turn' ? 1 : 2).map((about, nth) => ({
    ...planned(picked, scene),
    about,
    error:
      nth >= maxUses(picked.tool)
        ? 'max_uses_exceeded'
        : wish === 'tool-error'
          ? someError(picked.family, random)
          : null,
    waiting: wish === 'pause-turn',
  }));
  return andWhatIsFound(uses, scene);
}

/** A search that finds none of the client's tools but one of a server's is followed by its use; the client's are called by the turn. */
function andWhatIsFound(uses: PlannedUse[], scene: Scene): PlannedUse[] {
  const [found] = scene.findable;
  const [first] = uses;
  if (found === undefined || first?.family !== 'tool_search' || first.waiting || first.error !== null) return uses;
  return first.found[0] === found.name ? [...uses, planned(found, scene)] : uses;
}

function planned(offered: Offered, { request, heard, dialect, findable }: Scene): PlannedUse {
  const { family, name } = offered;
  const found = family === 'tool_search' ? [...deferredCalls(request, heard), ...findable].map((one) => one.name) : [];
  const use: UseToBe = {
    name,
    about: null,
    error: null,
    shown: isShown(family, dialect),
    waiting: false,
    called: null,
    found: [...new Set(found)].slice(0, MOST_FOUND),
  };
  return offered.family === 'mcp'
    ? { ...use, family: offered.family, server: offered.server }
    : { ...use, family: offered.family, tool: offered.index };
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
function pendingUse(choice: Scene, offered: readonly Offered[]): PlannedUse | null {
  const last = choice.request.messages?.at(-1);
  const call = last?.role === 'assistant' ? blocksOf(last.content).at(-1) : undefined;
  if (call === undefined || typeof call.id !== 'string') return null;
  const { id } = call;
  const tool = offered.find((one) => madeBy(one, call));
  const error = choice.wish === 'tool-error' && tool ? someError(tool.family, choice.random) : null;
  return tool === undefined ? null : { ...planned(tool, choice), called: id, error };
}

function madeBy({ family, name, ...offered }: Offered, call: RequestBlock): boolean {
  if ('server' in offered)
    return call.type === 'mcp_tool_use' && name === call.name && offered.server.server === call['server_name'];
  if (call.type !== 'server_tool_use') return false;
  return name === call.name || (family === 'code_execution' && (call.name ?? '').endsWith(name));
}
