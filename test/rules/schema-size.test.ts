import { SCHEMA_SIZE } from '../../src/rules/schema-size.ts';
import { testFamily } from './cases.ts';
import { tool } from './requests.ts';

const wide = (count: number) => ({
  type: 'object',
  properties: Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, { type: 'string' }])),
});
const large = tool('look', { input_schema: wide(2000) });
const format = { type: 'json_schema', schema: wide(2000) } as const;

testFamily('size of schemas', SCHEMA_SIZE, [
  {
    id: 'schema-too-large',
    refuses: 'a tool with ten thousand properties, though nobody calls it',
    sent: { tools: [tool('other'), tool('look', { input_schema: wide(10_000) })] },
    words: 'Schema is too complex for compilation.',
    accepts: { 'a tool with nine thousand': { tools: [tool('look', { input_schema: wide(6_000) })] } },
  },
  {
    id: 'schema-too-complex',
    refuses: 'a strict tool with thousands of properties',
    sent: { tools: [tool('other'), { ...large, strict: true }] },
    words: 'Schema is too complex for compilation.',
    accepts: {
      'hundreds of properties': { tools: [tool('look', { input_schema: wide(500), strict: true })] },
      'a tool that is neither strict nor forced': { tools: [large] },
      'another tool that is forced': { tools: [large, tool('other')], tool_choice: { type: 'tool', name: 'other' } },
    },
  },
  {
    id: 'schema-too-complex',
    refuses: 'such a tool that must be called',
    sent: { tools: [large], tool_choice: { type: 'tool', name: 'look' }, to: 'llm-router' },
    words: /too complex/,
    accepts: {},
  },
  {
    id: 'schema-too-complex',
    refuses: 'such an output format',
    sent: { output_config: { format } },
    words: /too complex/,
    accepts: { 'a small one': { output_config: { format: { ...format, schema: wide(3) } } } },
  },
  {
    id: 'schema-too-complex',
    refuses: 'such a format under its older name',
    sent: { output_format: format, to: 'openrouter' },
    words: /too complex/,
    accepts: {},
  },
]);
