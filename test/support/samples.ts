/** Valid request bodies that together use most of the contract: where mutations start. */
import { ask, type Body, type DoorName } from './wire.ts';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const TOOL = {
  name: 'search',
  description: 'Search the archive',
  input_schema: {
    type: 'object',
    properties: { query: { type: 'string' }, limit: { type: 'integer' } },
    required: ['query'],
  },
};

const LOOP = [
  { role: 'user', content: 'Search for bridges.' },
  {
    role: 'assistant',
    content: [
      { type: 'text', text: 'Searching.' },
      { type: 'tool_use', id: 'toolu_1', name: 'search', input: { query: 'bridges' } },
    ],
  },
  {
    role: 'user',
    content: [
      {
        type: 'tool_result',
        tool_use_id: 'toolu_1',
        content: [{ type: 'text', text: 'Three found.' }],
        is_error: false,
      },
    ],
  },
];

const MEDIA = [
  {
    role: 'user',
    content: [
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } },
      { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } },
      {
        type: 'document',
        source: { type: 'text', media_type: 'text/plain', data: 'The grass is green.' },
        title: 'Grass',
        citations: { enabled: true },
      },
      { type: 'text', text: 'What is this?', cache_control: { type: 'ephemeral', ttl: '1h' } },
    ],
  },
];

/** Bodies that a dialect accepts. */
export function samples(door: DoorName): Body[] {
  return [
    ask(door),
    ask(door, {
      system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
      temperature: 0.5,
      stop_sequences: ['END'],
      metadata: { user_id: 'u1' },
    }),
    ask(door, { tools: [TOOL], tool_choice: { type: 'auto', disable_parallel_tool_use: true }, messages: LOOP }),
    ask(door, { messages: MEDIA, stream: true }),
    ask(door, { thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 3000, top_p: 0.99 }),
    ask(door, {
      output_config: {
        effort: 'low',
        format: {
          type: 'json_schema',
          schema: {
            type: 'object',
            properties: { a: { type: 'string' } },
            required: ['a'],
            additionalProperties: false,
          },
        },
      },
    }),
    ask(door, {
      tools: [TOOL, { type: 'web_search_20250305', name: 'web_search', max_uses: 3 }],
      context_management: { edits: [{ type: 'clear_tool_uses_20250919' }] },
    }),
    ...(door === 'openrouter'
      ? [
          ask(door, {
            provider: { order: ['anthropic'], sort: 'price' },
            plugins: [{ id: 'web', max_results: 3 }],
            models: ['openai/gpt-5-mini'],
            user: 'u',
            session_id: 's',
            trace: { trace_id: 't' },
          }),
        ]
      : []),
    ...(door === 'llm-router'
      ? [
          ask(door, {
            gateway: {
              zdr: true,
              order: ['bedrock'],
              redact: { email: true, custom: ['x'] },
              tags: [{ name: 't', description: 'd', models: ['a/b'] }],
            },
          }),
        ]
      : []),
  ];
}
