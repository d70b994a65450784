/** The exchanges that the gallery shows: one per block kind and stop reason that the mock can give. */
import type { Body, DoorName } from './wire.ts';

export interface GalleryExchange {
  title: string;
  /** Default: anthropic. */
  door?: DoorName;
  /** What differs from a plain question. */
  ask: Body;
  /** Beside the usual ones. */
  headers?: Record<string, string>;
  /** Show the stream instead of the JSON. */
  stream?: boolean;
}

const say = (...content: unknown[]): Body => ({ messages: [{ role: 'user', content }] });
const text = (words: string): Body => ({ type: 'text', text: words });
const question = (content: string): Body => ({ messages: [{ role: 'user', content }] });

const WEATHER = {
  name: 'get_weather',
  description: 'Current weather of a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const SEARCH = { type: 'web_search_20250305', name: 'web_search', max_uses: 3 };
const CODE = { type: 'code_execution_20250825', name: 'code_execution' };
const ARCHIVE = {
  mcp_servers: [{ type: 'url', url: 'https://archive.example.com/mcp', name: 'archive' }],
  tools: [{ type: 'mcp_toolset', mcp_server_name: 'archive' }],
};
const PERSON = {
  type: 'object',
  properties: { name: { type: 'string' }, email: { type: 'string', format: 'email' }, age: { type: 'integer' } },
  required: ['name', 'email', 'age'],
  additionalProperties: false,
};
const RIVERS = question('Tell me about rivers.');
const wish = (name: string): Body => ({ model: `claude-sonnet-4-6:mock-${name}`, ...RIVERS });

export const EXCHANGES: readonly GalleryExchange[] = [
  { title: 'Text', ask: RIVERS },
  { title: 'Text, as a stream', ask: question('Name a river.'), stream: true },
  {
    title: 'A call of your tool (`tool_use`)',
    ask: { tools: [WEATHER], ...question('What is the weather in Paris?') },
  },
  {
    title: 'A call of your tool, as a stream',
    ask: { tools: [WEATHER], tool_choice: { type: 'any' }, ...question('What is the weather in Oslo?') },
    stream: true,
  },
  { title: 'Structured output', ask: { output_config: { format: { type: 'json_schema', schema: PERSON } } } },
  {
    title: 'Thinking, summarized',
    ask: { thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2000, ...RIVERS },
  },
  {
    title: 'Thinking, omitted, as a stream',
    ask: { model: 'claude-opus-4-8', thinking: { type: 'adaptive', display: 'omitted' }, ...RIVERS },
    stream: true,
  },
  {
    title: 'Thinking, redacted (`redacted_thinking`)',
    ask: { ...wish('redacted'), thinking: { type: 'adaptive' } },
  },
  {
    title: 'A cited text (`char_location`)',
    ask: say(
      {
        type: 'document',
        source: { type: 'text', media_type: 'text/plain', data: 'Rivers flow downhill. Lakes do not.' },
        title: 'Waters',
        citations: { enabled: true },
      },
      text('What do rivers do?'),
    ),
  },
  {
    title: 'A cited search result (`search_result_location`)',
    ask: say(
      {
        type: 'search_result',
        source: 'https://example.com/rivers',
        title: 'River facts',
        content: [text('The river is long.'), text('Its delta is wide.')],
        citations: { enabled: true },
      },
      text('How long is the river?'),
    ),
  },
  {
    title: 'A web search (`server_tool_use`, `web_search_tool_result`)',
    ask: { tools: [SEARCH], ...question('Search the web for news about rivers.') },
  },
  {
    title: 'A web search, as a stream',
    ask: { tools: [SEARCH], ...question('Search the web for news about lakes.') },
    stream: true,
  },
  {
    title: 'A web search that fails',
    ask: { ...wish('tool-error'), tools: [SEARCH], ...question('Search the web for news about rivers.') },
  },
  {
    title: 'A web page (`web_fetch_tool_result`)',
    ask: {
      tools: [{ type: 'web_fetch_20250910', name: 'web_fetch' }],
      ...question('Read https://example.com/rivers.'),
    },
  },
  {
    title: 'A web page that is cited',
    ask: {
      tools: [{ type: 'web_fetch_20250910', name: 'web_fetch', citations: { enabled: true } }],
      ...question('Read https://example.com/rivers.'),
    },
  },
  {
    title: 'Python code (`code_execution_tool_result`)',
    ask: {
      tools: [{ type: 'code_execution_20250522', name: 'code_execution' }],
      ...question('Calculate 6 * 7 by running code.'),
    },
  },
  {
    title: 'A command (`bash_code_execution_tool_result`)',
    ask: { tools: [CODE], ...question('Calculate 6 * 7 by running code.') },
  },
  {
    title: 'A file (`text_editor_code_execution_tool_result`)',
    ask: { tools: [CODE], ...question('Write notes.md about rivers with code.') },
  },
  {
    title: 'A search for tools (`tool_search_tool_result`)',
    ask: {
      tools: [
        { type: 'tool_search_tool_bm25_20251119', name: 'tool_search_tool_bm25' },
        { ...WEATHER, defer_loading: true },
      ],
      ...question('What is the weather in Paris?'),
    },
  },
  {
    title: 'Advice (`advisor_tool_result`)',
    ask: {
      tools: [{ type: 'advisor_20260301', name: 'advisor', model: 'claude-opus-4-6' }],
      ...question('Plan a trip along a river; ask for advice.'),
    },
  },
  {
    title: "OpenRouter's shell (`openrouter_shell_tool_result`)",
    door: 'openrouter',
    ask: { tools: [{ type: 'openrouter:shell' }], ...question('Run a command that lists the files.') },
  },
  {
    title: "OpenRouter's bash (`openrouter_bash_tool_result`)",
    door: 'openrouter',
    ask: { tools: [{ type: 'openrouter:bash' }], ...question('Run a bash command that lists the files.') },
  },
  {
    title: "An MCP server's tool (`mcp_tool_use`, `mcp_tool_result`)",
    ask: { ...ARCHIVE, ...question('Search the archive for old maps of rivers.') },
  },
  {
    title: "An MCP server's tool, as a stream",
    ask: { ...ARCHIVE, ...question('Search the archive for old maps of lakes.') },
    stream: true,
  },
  {
    title: "An MCP server's tool that fails",
    ask: { ...wish('tool-error'), ...ARCHIVE, ...question('Search the archive for old maps of rivers.') },
  },
  {
    title: "OpenRouter's web plugin",
    door: 'openrouter',
    ask: { plugins: [{ id: 'web' }], ...RIVERS },
  },
  { title: 'The end of the room (`max_tokens`)', ask: { max_tokens: 8, ...RIVERS } },
  { title: 'A stop sequence (`stop_sequence`)', ask: { stop_sequences: ['e'], ...RIVERS } },
  { title: 'A refusal (`refusal`)', ask: wish('refusal') },
  {
    title: 'A refusal that another model answers (`fallback`)',
    ask: { ...wish('refusal'), fallbacks: [{ model: 'claude-opus-4-8' }] },
  },
  { title: 'A refusal midway, as a stream', ask: wish('refusal-midway'), stream: true },
  {
    title: 'A pause (`pause_turn`)',
    ask: { ...wish('pause-turn'), tools: [SEARCH], ...question('Search the web for news about rivers.') },
  },
  { title: 'A full window (`model_context_window_exceeded`)', ask: wish('context-window') },
  {
    title: 'Compaction (`compaction`)',
    ask: {
      ...wish('compaction'),
      context_management: { edits: [{ type: 'compact_20260112', pause_after_compaction: true }] },
    },
  },
  {
    title: 'Words of your own (`x-mock-reply`)',
    ask: RIVERS,
    headers: { 'x-mock-reply': 'text:The Rhine is 1,233 km long.' },
  },
  { title: 'Nothing to say', ask: wish('empty') },
  {
    title: 'OpenRouter: how it was routed, and what it cost',
    door: 'openrouter',
    ask: { provider: { order: ['google-vertex'] }, models: ['openai/gpt-5-mini'], ...RIVERS },
    headers: { 'x-openrouter-metadata': 'enabled' },
  },
  {
    title: 'OpenRouter: no provider left',
    door: 'openrouter',
    ask: { provider: { only: ['openai'] }, ...RIVERS },
  },
  {
    title: 'LLM Router: tags choose the model, planning is billed, an address is masked',
    door: 'llm-router',
    ask: {
      gateway: {
        tags: [
          {
            name: 'mail',
            description: 'Letters and mail',
            models: ['anthropic/claude-opus-4.8', 'anthropic/claude-haiku-4.5:planning:openai/gpt-5-mini'],
          },
        ],
        planningTriggerScore: 0,
        redact: { email: true },
      },
      ...question('Write a mail to ann.smith@example.org about rivers.'),
    },
  },
  { title: 'A request that breaks the contract', ask: { max_tokens: 'many', ...RIVERS } },
];
