/** Schemas that the service has to compile for a request, and that are too large for it. */
import { refuseSchema } from '../contract/schema-size.ts';
import type { MessagesRequest } from '../message/request.ts';
import { hugeSchema } from './huge-schema.ts';
import { EVERYWHERE, isObject, type Rule } from './rule.ts';

interface Compiled {
  path: (string | number)[];
  schema: unknown;
}

/** What is compiled whatever the answer will be: the format, strict tools, and the tool that must be called. */
function* compiledIn({ tools, tool_choice, output_config, output_format }: MessagesRequest): Generator<Compiled> {
  for (const [at, tool] of (Array.isArray(tools) ? tools : []).entries()) {
    const isForced = tool_choice?.type === 'tool' && tool_choice.name === tool.name;
    if (isForced || tool['strict'] === true) yield { path: ['tools', at, 'input_schema'], schema: tool.input_schema };
  }
  const old = output_config?.format === undefined || output_config.format === null;
  const path = old ? ['output_format', 'schema'] : ['output_config', 'format', 'schema'];
  yield { path, schema: (output_config?.format ?? output_format)?.schema };
}

export const SCHEMA_SIZE: readonly Rule[] = [
  {
    id: 'schema-too-large',
    dialects: EVERYWHERE,
    source: "the mock's own: it holds no request up for the sake of another's schema",
    check: ({ request }) => {
      const huge = hugeSchema(request);
      if (huge === undefined) return undefined;
      const { path, reason } = huge;
      return { path, message: 'Schema is too complex for compilation.', expected: 'a smaller schema', actual: reason };
    },
  },
  {
    id: 'schema-too-complex',
    dialects: EVERYWHERE,
    source: "Anthropic, structured outputs; the measure is the mock's own",
    check: ({ request }) => {
      for (const { path, schema } of compiledIn(request)) {
        const reason = isObject(schema) ? refuseSchema(schema) : undefined;
        if (reason === undefined) continue;
        return {
          path,
          message: 'Schema is too complex for compilation.',
          expected: 'a simpler schema',
          actual: reason,
        };
      }
      return undefined;
    },
  },
];
