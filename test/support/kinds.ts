/** Requests that together bring out every kind of block and stop that the mock invents. */

import type { RequestBlock } from '../../src/message/request.ts';
import { WISHES } from '../../src/wish.ts';
import { type Body, DOORS, type DoorName } from './wire.ts';

const user = (...content: unknown[]): Body => ({ messages: [{ role: 'user', content }] });
const text = (words: string): RequestBlock => ({ type: 'text', text: words });
const citations = { enabled: true };

/** A PDF of two pages whose text lies open. */
export const PDF = Buffer.from(
  `%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R 5 0 R] /Count 2>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R>> endobj
4 0 obj <</Length 60>> stream
BT /F1 12 Tf (Rivers begin as springs.) Tj ET
endstream endobj
5 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 6 0 R>> endobj
6 0 obj <</Length 60>> stream
BT /F1 12 Tf (Rivers end in the sea \\(mostly\\).) Tj ET
endstream endobj
trailer <</Root 1 0 R>>
%%EOF
`,
).toString('base64');

export const DOCUMENTS: Record<'text' | 'blocks' | 'pdf' | 'link' | 'result', RequestBlock> = {
  text: {
    type: 'document',
    source: { type: 'text', media_type: 'text/plain', data: '🌊 Rivers flow downhill. Lakes do not! 河流入海。' },
    title: 'Waters',
    citations,
  },
  blocks: {
    type: 'document',
    source: { type: 'content', content: [text('Rivers carry silt.'), text('Silt makes deltas.')] },
    citations,
  },
  pdf: {
    type: 'document',
    source: { type: 'base64', media_type: 'application/pdf', data: PDF },
    title: 'Rivers',
    citations,
  },
  link: {
    type: 'document',
    source: { type: 'url', url: 'https://example.com/a.pdf' },
    title: 'Unread rivers',
    citations,
  },
  result: {
    type: 'search_result',
    source: 'https://example.com/rivers',
    title: 'River facts',
    content: [text('The river is long.'), text('Its delta is wide.')],
    citations,
  },
};

const SEARCH = { type: 'web_search_20250305', name: 'web_search' };
const FOUND_BY_SEARCH = {
  name: 'get_weather',
  description: 'Current weather of a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  defer_loading: true,
};
const ARCHIVE: Body = {
  mcp_servers: [{ type: 'url', url: 'https://archive.example.com/mcp', name: 'archive' }],
  tools: [{ type: 'mcp_toolset', mcp_server_name: 'archive' }],
};
const RUN = 'Calculate 6 * 7 by running code.';

/** A loop of tools, `rounds` long, with results of some length. */
export function loop(rounds: number, size: number): unknown[] {
  return Array.from({ length: rounds }, (_, i) => [
    {
      role: 'user',
      content:
        i === 0
          ? 'Read the river files.'
          : [{ type: 'tool_result', tool_use_id: `toolu_${i - 1}`, content: 'water '.repeat(size) }],
    },
    {
      role: 'assistant',
      content: [{ type: 'tool_use', id: `toolu_${i}`, name: 'read', input: { file: `river${i}.txt` } }],
    },
  ])
    .flat()
    .concat({
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: `toolu_${rounds - 1}`, content: 'dry' }],
    } as never);
}

const READ = { name: 'read', input_schema: { type: 'object', properties: { file: { type: 'string' } } } };
const LONG = { messages: [{ role: 'user', content: `What about this? ${'river '.repeat(50_500)}` }] };
const compact = (changes: Body = {}): Body => ({
  context_management: {
    edits: [{ type: 'compact_20260112', trigger: { type: 'input_tokens', value: 50_000 }, ...changes }],
  },
});

const EVERYWHERE: Record<string, Body> = {
  'a cited text': user(DOCUMENTS.text, text('What do rivers do?')),
  'cited blocks': user(DOCUMENTS.blocks, text('What do rivers carry?')),
  'a cited PDF': user(DOCUMENTS.pdf, text('Where do rivers end?')),
  'a PDF that cannot be read': user(DOCUMENTS.link, text('Where do rivers end?')),
  'a cited search result': user(DOCUMENTS.result, text('How long is the river?')),
  'several sources': user(DOCUMENTS.text, DOCUMENTS.result, DOCUMENTS.blocks, text('Tell me about silt and rivers.')),
  'a cited text with little room': { ...user(DOCUMENTS.text, text('What do rivers do?')), max_tokens: 12 },
  'a web search': { tools: [SEARCH], ...user(text('Search the web for news about rivers.')) },
  'a web search in few places': {
    tools: [
      { ...SEARCH, allowed_domains: ['rivers.example/maps'], user_location: { type: 'approximate', city: 'Basel' } },
    ],
    ...user(text('Search the web for rivers.')),
  },
  'two web searches where one is allowed': {
    tools: [{ ...SEARCH, max_uses: 1 }],
    ...user(text('Search the web for Basel and London.')),
  },
  'a demanded web search': { tools: [SEARCH], tool_choice: { type: 'tool', name: 'web_search' } },
  'a web search with little room': { tools: [SEARCH], tool_choice: { type: 'any' }, max_tokens: 4 },
  'a web search between thoughts': {
    tools: [SEARCH],
    thinking: { type: 'adaptive' },
    ...user(text('Search the web for rivers.')),
  },
  'a web page': {
    tools: [{ type: 'web_fetch_20250910', name: 'web_fetch', citations }],
    ...user(text('Read https://example.com/rivers.')),
  },
  'a blocked web page': {
    tools: [{ type: 'web_fetch_20250910', name: 'web_fetch', blocked_domains: ['example.com'] }],
    ...user(text('Read https://www.example.com/rivers.')),
  },
  'Python code': { tools: [{ type: 'code_execution_20250522', name: 'code_execution' }], ...user(text(RUN)) },
  'a command': { tools: [{ type: 'code_execution_20250825', name: 'code_execution' }], ...user(text(RUN)) },
  'a file in a container': {
    tools: [{ type: 'code_execution_20250825', name: 'code_execution' }],
    container: 'container_mine',
    ...user(text('Write notes.md about rivers with code.')),
  },
  'a tool that is searched': {
    tools: [{ type: 'tool_search_tool_bm25_20251119', name: 'tool_search_tool_bm25' }, FOUND_BY_SEARCH],
    ...user(text('What is the weather in Paris?')),
  },
  'an advisor': {
    tools: [{ type: 'advisor_20260301', name: 'advisor', model: 'claude-opus-4-6' }],
    ...user(text('Plan a trip along a river; ask for advice.')),
  },
  'an MCP server': { ...ARCHIVE, ...user(text('Search the archive for old maps.')) },
  'an MCP server between thoughts': {
    ...ARCHIVE,
    thinking: { type: 'adaptive' },
    ...user(text('Search the archive for old maps.')),
  },
  'an MCP server with little room': { ...ARCHIVE, max_tokens: 4, ...user(text('Search the archive for old maps.')) },
  'an old tool loop': {
    tools: [READ],
    messages: loop(5, 30),
    context_management: { edits: [{ type: 'clear_tool_uses_20250919', trigger: { type: 'tool_uses', value: 4 } }] },
  },
  'a talk that grew too long': { ...LONG, ...compact() },
  'a talk that pauses to be shortened': { ...LONG, ...compact({ pause_after_compaction: true }) },
};

const ONLY_OPENROUTER: Record<string, Body> = {
  "OpenRouter's web search": {
    tools: [{ type: 'openrouter:web_search', parameters: { max_results: 2, excluded_domains: ['example.com'] } }],
    ...user(text('Search the web for rivers.')),
  },
  "OpenRouter's web fetch": {
    tools: [{ type: 'openrouter:web_fetch' }],
    ...user(text('Read https://example.com/rivers.')),
  },
  "OpenRouter's bash": { tools: [{ type: 'openrouter:bash' }], ...user(text('Run `ls` in a shell.')) },
  "OpenRouter's shell": { tools: [{ type: 'openrouter:shell' }], ...user(text('Run `ls` in a shell.')) },
  "OpenRouter's web plugin": { plugins: [{ id: 'web', max_results: 2 }], ...user(text('Tell me about rivers.')) },
  'searches that are stopped': {
    tools: [{ type: 'openrouter:web_search' }],
    stop_server_tools_when: [{ type: 'step_count_is', step_count: 1 }],
    ...user(text('Search the web for Basel and London.')),
  },
  "OpenRouter's clock": { tools: [{ type: 'openrouter:datetime' }], ...user(text('What time is it?')) },
};

/** Every wish, as it is written behind the model's id; those that concern tools with one offered. */
function wished(door: DoorName): Record<string, Body> {
  return Object.fromEntries(
    WISHES.flatMap(({ name }) => {
      const body: Body = { model: `${DOORS[door].model}:mock-${name}` };
      const tooled = { ...body, tools: [SEARCH], ...user(text('Search the web for rivers.')) };
      return [
        [`the wish ${name}`, body],
        [`the wish ${name} with a tool`, tooled],
        [`the wish ${name} with a fallback`, { ...body, fallbacks: [{ model: DOORS[door].model }] }],
        [`the wish ${name} with an MCP server`, { ...body, ...ARCHIVE, ...user(text('Search the archive.')) }],
      ];
    }),
  );
}

/** Requests for every kind of answer that a dialect has. `container` is Anthropic's own field. */
export function kindsOf(door: DoorName): Record<string, Body> {
  const all = { ...EVERYWHERE, ...wished(door), ...(door === 'openrouter' ? ONLY_OPENROUTER : {}) };
  if (door === 'anthropic') return all;
  return Object.fromEntries(Object.entries(all).map(([name, { container: _, ...body }]) => [name, body]));
}
