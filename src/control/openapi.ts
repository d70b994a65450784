/** The control API's description of itself, made from its table. */
import type { Operation, Schema, Theme } from './operation.ts';

/** An OpenAPI 3.1 document. */
export function describeApi(themes: readonly Theme[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { name, operations } of themes) {
    for (const operation of operations) {
      const path = operation.path.replace(/:(\w+)/g, '{$1}');
      paths[path] ??= {};
      paths[path][operation.method.toLowerCase()] = describeOperation(operation, name);
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Stunt Double: control API',
      version,
      description: 'Says what the mock shall answer, and what it was asked.',
    },
    servers: [
      { url: '/', description: 'The default session, or the one of the header x-mock-session.' },
      {
        url: '/t/{session}',
        description: 'One session.',
        variables: { session: { default: 'default', description: 'Its id.' } },
      },
    ],
    // Nothing is needed on the mock's own machine.
    security: [{}, { bearer: [] }, { token: [] }],
    tags: themes.map(({ name, summary }) => ({ name, description: summary })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'The text of --control-token.' },
        token: { type: 'apiKey', in: 'header', name: 'x-mock-token', description: 'The same.' },
      },
      parameters: {
        session: {
          name: 'x-mock-session',
          in: 'header',
          description: 'The session that is spoken to.',
          schema: { type: 'string' },
        },
      },
      schemas: { Error: ERROR },
    },
  };
}

const ERROR: Schema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['message'],
      properties: {
        message: { type: 'string' },
        hint: { type: 'string', description: 'What to do.' },
        problems: { type: 'array', description: 'What is wrong where.', items: { type: 'object' } },
      },
    },
  },
};

function describeOperation(
  { name, summary, path, query = {}, body, responses }: Operation,
  tag: string,
): Record<string, unknown> {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, param]) => ({
    name: param,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query).map(([param, { describe, schema }]) => ({
    name: param,
    in: 'query',
    description: describe,
    schema,
  }));
  return {
    operationId: name,
    summary,
    tags: [tag],
    parameters: [...inPath, ...inQuery, { $ref: '#/components/parameters/session' }],
    ...(body
      ? { requestBody: { required: body.optional !== true, content: { 'application/json': { schema: body.schema } } } }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(responses).map(([status, description]) => [
          status,
          { description, ...(Number(status) === 400 || Number(status) === 404 ? ERROR_CONTENT : {}) },
        ]),
      ),
      default: { description: 'Refused: what is wrong, and what to do.', ...ERROR_CONTENT },
    },
  };
}

const ERROR_CONTENT = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };
