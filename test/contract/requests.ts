/** Valid request bodies of the kinds that clients really send. */

/** The smallest body every dialect takes. */
export const SMALL = { model: 'm', max_tokens: 16, messages: [{ role: 'user', content: 'Hello' }] };

/** A tool loop as the SDK's helpers write it. */
export const TOOL_LOOP = {
  model: 'claude-sonnet-4-5',
  max_tokens: 1024,
  system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral', ttl: '1h' } }],
  tools: [
    {
      name: 'get_weather',
      description: 'Weather of a city',
      input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
    {
      type: 'web_search_20250305',
      name: 'web_search',
      max_uses: 3,
      user_location: { type: 'approximate', city: 'Oslo' },
    },
  ],
  tool_choice: { type: 'auto', disable_parallel_tool_use: true },
  thinking: { type: 'enabled', budget_tokens: 1024 },
  messages: [
    {
      role: 'user',
      content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0=' } }],
    },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Oslo', signature: 'c2ln' },
        { type: 'tool_use', id: 'toolu_01', name: 'get_weather', input: { city: 'Oslo' } },
      ],
    },
    {
      role: 'user',
      content: [
        {
          type: 'tool_result',
          tool_use_id: 'toolu_01',
          content: [{ type: 'text', text: '4 degrees' }],
          is_error: false,
        },
      ],
    },
  ],
};

/** What Claude Code sends: beta fields, null markers, deferred tools, a system message in between. */
export const CLAUDE_CODE = {
  model: 'claude-opus-4-6',
  max_tokens: 32000,
  stream: true,
  metadata: { user_id: '{"device_id":"d","account_uuid":"","session_id":"s"}' },
  thinking: { type: 'adaptive', display: 'omitted' },
  output_config: { effort: 'high' },
  context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] },
  speed: 'fast',
  system: [{ type: 'text', text: 'You are a coding agent.', cache_control: null }],
  tools: [
    {
      name: 'Read',
      description: 'Reads a file',
      input_schema: {
        $schema: 'http://json-schema.org/draft-07/schema#',
        type: 'object',
        properties: {},
        additionalProperties: false,
      },
      strict: true,
      eager_input_streaming: true,
      input_examples: [{ file_path: '/a' }],
      allowed_callers: ['direct'],
      defer_loading: true,
    },
    { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' },
    { type: 'custom', name: 'mcp__x__y', input_schema: { type: 'object' }, cache_control: { type: 'ephemeral' } },
  ],
  messages: [
    { role: 'user', content: 'Fix it' },
    { role: 'system', content: 'The user opened a file.' },
  ],
};

/** OpenRouter's own fields around a plain message. */
export const ROUTED = {
  model: 'anthropic/claude-sonnet-4',
  messages: [{ role: 'user', content: 'Hello, how are you?' }],
  provider: {
    order: ['anthropic'],
    allow_fallbacks: false,
    sort: { by: 'price', partition: null },
    max_price: { prompt: '3' },
  },
  plugins: [{ id: 'web', max_results: 3 }, { id: 'moderation' }],
  tools: [
    { type: 'openrouter:datetime', parameters: { timezone: 'Europe/Oslo' } },
    { type: 'computer_20251124', name: 'computer' },
  ],
  session_id: 's',
  trace: { trace_id: 't', team: 'x' },
};
