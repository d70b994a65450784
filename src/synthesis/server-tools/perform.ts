/** A server tool at work: one row per family, and the errors that it can be made to answer with. */
import type { Random } from '../../random.ts';
import { advisor } from './advisor.ts';
import { codeExecution, openrouterShell } from './code-execution.ts';
import type { Family, ListedFamily } from './offered.ts';
import type { Outcome, Use } from './server-use.ts';
import { toolSearch } from './tool-search.ts';
import { webFetch } from './web-fetch.ts';
import { webSearch } from './web-search.ts';

/** Source: messages-api section 3, errors that are 200s. Only codes that a working tool may give at any time. */
const ERRORS: Record<Family, readonly string[]> = {
  web_search: ['unavailable', 'too_many_requests'],
  web_fetch: ['url_not_accessible', 'unavailable', 'too_many_requests'],
  code_execution: ['unavailable', 'too_many_requests', 'execution_time_exceeded'],
  tool_search: ['unavailable', 'too_many_requests', 'execution_time_exceeded'],
  advisor: ['overloaded', 'unavailable', 'too_many_requests'],
  openrouter_shell: ['unavailable'],
  // A server says what it likes; these are the words for what MCP clients meet most.
  mcp: ['Connection closed', 'Request timed out', 'Internal error'],
};

/** An error that this kind of tool knows. */
export function someError(family: Family, random: Random): string {
  return random.pick(ERRORS[family]);
}

/** What a use comes to; those of MCP servers are in `mcp-use.ts`. `found` are the names of the tools that a tool search finds. */
export function perform(family: ListedFamily, use: Use, found: readonly string[]): Outcome {
  switch (family) {
    case 'web_search':
      return webSearch(use);
    case 'web_fetch':
      return webFetch(use);
    case 'code_execution':
      return codeExecution(use);
    case 'tool_search':
      return toolSearch(use, found);
    case 'advisor':
      return advisor(use);
    case 'openrouter_shell':
      return openrouterShell(use);
  }
}
