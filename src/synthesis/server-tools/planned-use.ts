/** What is known when server tools are chosen, and what is chosen: a use to be. */
import type { DialectName } from '../../contract/validator.ts';
import type { MessagesRequest, RequestTool } from '../../message/request.ts';
import type { Random } from '../../random.ts';
import type { Wish } from '../../wish.ts';
import type { Call } from '../choose-calls.ts';
import type { Heard } from '../hear.ts';
import type { McpTool } from './mcp-tools.ts';
import type { ListedFamily, OfferedByServer } from './offered.ts';

/** A use to be. Pure data. `tool` is the place in `request.tools`, or a tool that stands nowhere in the request. */
export type PlannedUse = UseToBe &
  ({ family: ListedFamily; tool: number | RequestTool } | { family: 'mcp'; server: McpTool });

/** What every use has, whatever its tool. */
export interface UseToBe {
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

/** A choice, and the tools of MCP servers that a tool search would find. */
export interface Scene extends Choice {
  findable: readonly OfferedByServer[];
}
