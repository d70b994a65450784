/** A call of an MCP server's tool and what the server answers. No server is called. */

import type { Random } from '../../random.ts';
import type { Heard } from '../hear.ts';
import { quotable } from '../hear.ts';
import { topicOf } from '../topic.ts';
import type { McpTool } from './mcp-tools.ts';
import type { Outcome } from './server-use.ts';

export interface McpUse {
  tool: McpTool;
  heard: Heard;
  /** Why the server fails; null when it works. */
  error: string | null;
  random: Random;
}

/** Arguments for a tool whose schema nobody has told: nearly every server takes a query. */
const USUAL = { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] };

/** What a use comes to: a text of the server's, and the words that tell of it. */
export async function mcpUse({ tool, heard, error, random }: McpUse): Promise<Outcome> {
  const { server, name, schema } = tool;
  // Faker and the rest are worth loading only when there is something to fill in.
  const { fillObject } = await import('../from-schema.ts');
  const input = await fillObject(schema ?? USUAL, {
    path: `mcp_servers.${quotable(server, 20)}.tools.${quotable(name, 20)}.input_schema`,
    asked: heard.asked,
    about: null,
    random: random.fork('input'),
    optional: 0.35,
  });
  const topic = topicOf(heard);
  const count = random.int(2, 5);
  const called = `${quotable(name, 12)} of ${quotable(server, 12)}`;
  const said = error ?? random.pick([`Found ${count} entries about ${topic}.`, `${count} results for ${topic}.`]);
  return {
    input,
    type: 'mcp_tool_result',
    isError: error !== null,
    content: [{ type: 'text', text: said }],
    told: [{ text: error === null ? `${called} answered: ${said} ` : `${called} did not work (${error}). ` }],
  };
}
