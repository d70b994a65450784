/** One use of a server tool: what was asked of it, and what came of it. Every family's file makes these. */
import type { Citation } from '../../message/message.ts';
import type { RequestTool } from '../../message/request.ts';
import type { Random } from '../../random.ts';
import type { Heard } from '../hear.ts';

/** A piece of the text that tells of results: cited pieces become text blocks of their own. */
export interface Told {
  text: string;
  citations?: Citation[];
}

/** Tokens that another model spent on the answer. */
interface AdvisorBill {
  model: string;
  input_tokens: number;
  output_tokens: number;
}

export interface Outcome {
  /** The arguments of the call. */
  input: Record<string, unknown>;
  /** The name in `server_tool_use`, where it is not the tool's own. */
  name?: string;
  /** The kind of the result block, and its `content`. */
  type: string;
  content: unknown;
  /** Did the server of a tool report an error? Only results of MCP servers say so. */
  isError?: boolean;
  told: Told[];
  /** Did it run in a container? */
  container?: boolean;
  advisor?: AdvisorBill;
}

export interface Use {
  tool: RequestTool;
  name: string;
  heard: Heard;
  /** The subject when one is given to this use alone. */
  about: string | null;
  /** The error code with which the tool answers; null when it works. */
  error: string | null;
  /** The `document_index` of a document that it brings. */
  documents: number;
  random: Random;
}
