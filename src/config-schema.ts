/** The JSON Schema of the config file, made from the table of options. */
import { OPTION_NAMES, OPTIONS, type OptionName, optionRow } from './config.ts';

/** A JSON Schema 2020-12 for `stuntdouble.config.json` and `.yaml`. Written to `schemas/mock/config.schema.json`. */
export function configSchema(): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://stuntdouble.dev/schemas/mock/config.schema.json',
    title: 'Stunt Double config file',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'Where editors find this schema.' },
      ...Object.fromEntries(OPTION_NAMES.map((name) => [name, property(name)])),
    },
  };
}

function property(name: OptionName): Record<string, unknown> {
  const { describe, choices, minimum, maximum, empty } = optionRow(name);
  const common = { description: describe, default: OPTIONS[name].default };
  switch (optionRow(name).type) {
    case 'integer':
    case 'number':
      return { type: optionRow(name).type, minimum, maximum, ...common };
    case 'boolean':
      return { type: 'boolean', ...common };
    case 'choice':
      return { type: 'string', enum: choices, ...common };
    case 'reply':
    case 'string':
      return { type: 'string', ...(empty ? {} : { minLength: 1 }), ...common };
    case 'strings':
    case 'faults':
      return { type: 'array', items: { type: 'string', minLength: 1 }, ...common };
    case 'models':
      return {
        type: 'array',
        items: {
          type: ['string', 'object'],
          minLength: 1,
          required: ['id'],
          properties: { id: { type: 'string', minLength: 1 } },
        },
        ...common,
      };
  }
}
