import { describe, expect, test } from 'vitest';
import type { MessagesRequest } from '../../src/message/request.ts';
import type { ModelTraits } from '../../src/model.ts';
import { createRandom } from '../../src/random.ts';
import { REDACTION_TRIGGER } from '../../src/synthesis/hear.ts';
import { type OutlinePart, outline } from '../../src/synthesis/outline.ts';
import { adaptive, answered, ask, mail, model, tool, weather } from './ask.ts';

function plan(request: MessagesRequest, traits: ModelTraits = model(), interleaved = false, seed = 'a') {
  return outline({ request, model: traits, random: createRandom(seed), interleaved });
}

/** What the plan holds, lead-ins left out: they come by chance. */
function kinds(request: MessagesRequest, traits?: ModelTraits, interleaved?: boolean): string {
  return plan(request, traits, interleaved)
    .parts.filter((part) => part.kind !== 'lead_in')
    .map((part) =>
      part.kind === 'call' ? `call ${part.name}${part.about === null ? '' : ` (${part.about})`}` : part.kind,
    )
    .join(', ');
}

const enabled = { type: 'enabled', budget_tokens: 2048 } as const;
const paris = 'What is the weather in Paris?';
const deferred = { ...weather, defer_loading: true };
const search = { type: 'web_search_20250305', name: 'web_search' };
const finder = { type: 'tool_search_tool_bm25_20251119', name: 'tool_search_tool_bm25' };
const found: MessagesRequest['messages'] = [
  {
    role: 'assistant',
    content: [
      {
        type: 'tool_search_tool_result',
        tool_use_id: 'srvtoolu_1',
        content: {
          type: 'tool_search_tool_search_result',
          tool_references: [{ type: 'tool_reference', tool_name: 'get_weather' }],
        },
      },
    ],
  },
];

describe('the outline of an answer', () => {
  const table: [
    what: string,
    request: MessagesRequest,
    expected: string,
    traits?: ModelTraits,
    interleaved?: boolean,
  ][] = [
    ['a plain question', ask('Hello'), 'prose'],
    [
      'a prefilled answer',
      ask('', {
        messages: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Well' },
        ],
      }),
      'continuation',
    ],
    ['a JSON format', ask('Hi', { output_config: { format: { type: 'json_schema', schema: {} } } }), 'json'],
    ['a JSON format by its old name', ask('Hi', { output_format: { type: 'json_schema', schema: {} } }), 'json'],
    [
      'a JSON format and a fitting tool',
      ask(paris, { tools: [weather], output_format: { type: 'json_schema', schema: {} } }),
      'call get_weather',
    ],

    ['thinking enabled', ask('Hi', { thinking: enabled }), 'thinking, prose'],
    ['thinking adaptive', ask('Hi', { thinking: { type: 'adaptive' } }), 'thinking, prose'],
    ['thinking by default', ask('Hi'), 'thinking, prose', adaptive],
    [
      'thinking always',
      ask('Hi'),
      'thinking, prose',
      model({ thinking: { modes: [], default: 'always', display: 'omitted' } }),
    ],
    ['thinking disabled', ask('Hi', { thinking: { type: 'disabled' } }), 'prose', adaptive],
    ['manual thinking in a tool loop', answered('15 degrees', { thinking: enabled }), 'prose'],
    [
      'manual thinking in a tool loop, interleaved',
      answered('15 degrees', { thinking: enabled }),
      'thinking, prose',
      model(),
      true,
    ],
    ['adaptive thinking in a tool loop', answered('15 degrees', { thinking: { type: 'adaptive' } }), 'thinking, prose'],
    ['thinking before a call', ask(paris, { tools: [weather], thinking: enabled }), 'thinking, call get_weather'],

    ['a tool whose name fits', ask(paris, { tools: [mail, weather] }), 'call get_weather'],
    [
      'a tool whose description fits',
      ask('How hot is it at this place?', { tools: [tool('lookup', {}, { description: 'Says how hot a place is' })] }),
      'call lookup',
    ],
    [
      'a tool whose property fits',
      ask('Which city is nicest?', { tools: [tool('lookup', { city: {} })] }),
      'call lookup',
    ],
    ['other forms of the word', ask('Search for emails', { tools: [tool('search_email', {})] }), 'call search_email'],
    [
      'a tool in Chinese',
      ask('请查询北京天气', { tools: [tool('lookup', {}, { description: '查询城市的天气' })] }),
      'call lookup',
    ],
    ['no tool that fits', ask('Hello, how are you?', { tools: [weather, mail] }), 'prose'],
    ['a result in the last turn', answered('15 degrees'), 'prose'],
    ['tool_choice none', ask(paris, { tools: [weather], tool_choice: { type: 'none' } }), 'prose'],
    [
      'tool_choice tool',
      ask(paris, { tools: [weather, mail], tool_choice: { type: 'tool', name: 'send_email' } }),
      'call send_email',
    ],
    ['tool_choice any', ask(paris, { tools: [mail, weather], tool_choice: { type: 'any' } }), 'call get_weather'],
    [
      'tool_choice any where none fits',
      ask('Hi', { tools: [mail, weather], tool_choice: { type: 'any' } }),
      'call send_email',
    ],
    ['tool_choice any after a result', answered('15 degrees', { tool_choice: { type: 'any' } }), 'call get_weather'],
    ['a server tool', ask('Search the web', { tools: [search] }), 'use, findings'],
    ['a server tool that nobody asked for', ask('Hello there', { tools: [search] }), 'prose'],
    [
      'a server tool that is demanded',
      ask('Hello there', { tools: [search], tool_choice: { type: 'any' } }),
      'use, findings',
    ],
    ['a server tool beside a better one of the caller', ask(paris, { tools: [search, weather] }), 'call get_weather'],
    ['the web, meant outright', ask(`Search the web: ${paris}`, { tools: [search, weather] }), 'use, findings'],
    [
      'a server tool and tool_choice none',
      ask('Search the web', { tools: [search], tool_choice: { type: 'none' } }),
      'prose',
    ],
    ['a server tool in a tool loop', answered('15 degrees', { tools: [search, weather] }), 'prose'],
    [
      'a server tool for two things',
      ask('Search the web for Paris and London', { tools: [search] }),
      'use, use, findings',
    ],
    [
      'a server tool and a JSON format',
      ask('Search the web', { tools: [search], output_format: { type: 'json_schema', schema: {} } }),
      'use, json',
    ],
    [
      'a server tool that only code may call',
      ask('Search the web', { tools: [{ ...search, allowed_callers: ['code_execution_20260120'] }] }),
      'prose',
    ],
    [
      'adaptive thinking around a server tool',
      ask('Search the web', { tools: [search], thinking: { type: 'adaptive' } }),
      'thinking, use, thinking, findings',
    ],
    [
      'manual thinking before a server tool',
      ask('Search the web', { tools: [search], thinking: enabled }),
      'thinking, use, findings',
    ],
    [
      'manual thinking around a server tool, interleaved',
      ask('Search the web', { tools: [search], thinking: enabled }),
      'thinking, use, thinking, findings',
      model(),
      true,
    ],
    ['a deferred tool and a search for it', ask(paris, { tools: [finder, deferred] }), 'use, call get_weather'],
    ['a search for tools that finds none', ask('Hello', { tools: [finder, deferred] }), 'prose'],
    ['a client tool', ask('Run bash please', { tools: [{ type: 'bash_20250124', name: 'bash' }] }), 'call bash'],
    ['a deferred tool', ask(paris, { tools: [deferred] }), 'prose'],
    [
      'a deferred tool that was found',
      ask('', { messages: [...found, { role: 'user', content: paris }], tools: [deferred] }),
      'call get_weather',
    ],

    [
      'one tool for two things',
      ask('The weather in Paris and London', { tools: [weather] }),
      'call get_weather (Paris), call get_weather (London)',
    ],
    [
      'two tools that fit by name',
      ask('Send the weather by email', { tools: [weather, tool('send_email', {}), tool('weather_map', {})] }),
      'call send_email',
    ],
    [
      'two tools that fit equally',
      ask('Weather and news', { tools: [weather, tool('get_news', {})] }),
      'call get_weather, call get_news',
    ],
    [
      'no parallel calls',
      ask('The weather in Paris and London', {
        tools: [weather],
        tool_choice: { type: 'auto', disable_parallel_tool_use: true },
      }),
      'call get_weather',
    ],
  ];
  test.each(table)('for %s', (_what, request, expected, traits, interleaved) => {
    expect(kinds(request, traits, interleaved)).toBe(expected);
  });

  test('is pure data: the same twice, and printable', () => {
    const request = ask('The weather in Paris and London', { tools: [weather], thinking: enabled });
    const first = plan(request);
    expect(plan(request)).toEqual(first);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  });

  test('ends with tool_use exactly when it calls a tool', () => {
    expect(plan(ask(paris, { tools: [weather] })).stop_reason).toBe('tool_use');
    expect(plan(ask(paris)).stop_reason).toBe('end_turn');
  });

  test('may say a few words before a call under auto, and never under any or tool', () => {
    const seeds = Array.from({ length: 20 }, (_, i) => `seed ${i}`);
    const leads = (request: MessagesRequest) =>
      seeds.filter((seed) => plan(request, model(), false, seed).parts[0]?.kind === 'lead_in').length;
    const auto = leads(ask(paris, { tools: [weather] }));
    expect(auto).toBeGreaterThan(0);
    expect(auto).toBeLessThan(20);
    expect(leads(ask(paris, { tools: [weather], tool_choice: { type: 'any' } }))).toBe(0);
    expect(leads(ask(paris, { tools: [weather], tool_choice: { type: 'tool', name: 'get_weather' } }))).toBe(0);
  });

  const forms: [what: string, thinking: MessagesRequest['thinking'], traits: ModelTraits, expected: string][] = [
    ['explicitly omitted', { type: 'adaptive', display: 'omitted' }, model(), 'omitted'],
    ['explicitly summarized', { type: 'adaptive', display: 'summarized' }, adaptive, 'summarized'],
    ['as the model omits it', { type: 'adaptive' }, adaptive, 'omitted'],
    ['as the model shows it', { type: 'adaptive', display: null }, model(), 'summarized'],
  ];
  test.each(forms)('shows thinking %s', (_what, thinking, traits, expected) => {
    expect(plan(ask('Hi', { thinking }), traits).parts[0]).toMatchObject({ kind: 'thinking', form: expected });
  });

  test('redacts thinking when the test string is sent', () => {
    expect(plan(ask(`Hi ${REDACTION_TRIGGER}`, { thinking: enabled })).parts[0]).toMatchObject({ form: 'redacted' });
    expect(kinds(ask(`Hi ${REDACTION_TRIGGER}`))).toBe('prose');
  });

  test('keeps thinking below its budget, in tokens of the model', () => {
    const part = plan(ask('Hi', { thinking: { type: 'enabled', budget_tokens: 14 } }), model({ tokenScale: 1.3 }))
      .parts[0];
    expect((part as Extract<OutlinePart, { kind: 'thinking' }>).limit).toBe(10);
    expect(kinds(ask('Hi', { thinking: { type: 'enabled', budget_tokens: 1 } }))).toBe('prose');
  });

  test('skips adaptive thinking now and then at low effort, never at high', () => {
    const seeds = Array.from({ length: 20 }, (_, i) => `seed ${i}`);
    const thinks = (effort: string) =>
      seeds.filter(
        (seed) => plan(ask('Hi', { output_config: { effort } }), adaptive, false, seed).parts[0]?.kind === 'thinking',
      ).length;
    expect(thinks('high')).toBe(20);
    expect(thinks('low')).toBeGreaterThan(0);
    expect(thinks('low')).toBeLessThan(20);
  });

  test('reads hundreds of tools in linear time', () => {
    const tools = Array.from({ length: 800 }, (_, i) =>
      tool(`tool_${i}`, { value: {} }, { description: `Does thing number ${i}. `.repeat(50) }),
    );
    expect(kinds(ask(paris, { tools: [...tools, weather] }))).toBe('call get_weather');
  });
});
