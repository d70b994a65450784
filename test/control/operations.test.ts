import { describe, expect, test } from 'vitest';
import { compileUserSchema } from '../../src/contract/user-schema.ts';
import { OPERATIONS, THEMES } from '../../src/control/operations.ts';
import { call, houseOf } from './house.ts';

const { body: api } = await call(houseOf(), 'get', '/_mock/openapi.json');

interface Described {
  operationId: string;
  summary: string;
  tags: string[];
  parameters: { $ref?: string; name?: string; in?: string }[];
  requestBody?: { required: boolean; content: { 'application/json': { schema: object } } };
  responses: Record<string, { description: string }>;
}

const described = OPERATIONS.map((operation) => {
  const path = operation.path.replace(/:(\w+)/g, '{$1}');
  return { operation, path, told: api.paths[path]?.[operation.method.toLowerCase()] as Described };
});

describe('the description of the control API', () => {
  test('is OpenAPI 3.1 and has a title, a version, servers and tags', () => {
    expect(api.openapi).toMatch(/^3\.1\.\d$/);
    expect(api.info).toMatchObject({ title: expect.any(String), version: '9.9.9' });
    expect(api.servers).toContainEqual(expect.objectContaining({ url: '/t/{session}' }));
    expect(api.tags.map(({ name }: { name: string }) => name)).toEqual(THEMES.map(({ name }) => name));
  });

  test('has every row of the table, and nothing else', () => {
    const count = Object.values(api.paths).flatMap((methods) => Object.keys(methods as object)).length;
    expect(count).toBe(OPERATIONS.length);
    for (const { operation, told } of described) {
      expect(told, `${operation.method} ${operation.path}`).toMatchObject({
        operationId: operation.name,
        summary: operation.summary,
      });
      expect(Object.keys(told.responses)).toEqual(
        expect.arrayContaining([...Object.keys(operation.responses), 'default']),
      );
    }
  });

  test('names every operation once, and tags it with a theme there is', () => {
    const names = described.map(({ told }) => told.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { told } of described)
      expect(api.tags.map(({ name }: { name: string }) => name)).toContain(told.tags[0]);
  });

  test('declares the parameters of every path, and each once', () => {
    for (const { path, told } of described) {
      const inPath = told.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`);
      expect(inPath).toEqual(path.match(/\{\w+\}/g) ?? []);
      const keys = told.parameters.map((parameter) => parameter.$ref ?? `${parameter.in} ${parameter.name}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test('refers to nothing that is not there', () => {
    const references = [...JSON.stringify(api).matchAll(/"\$ref":"#([^"]+)"/g)].map(([, pointer]) => pointer!);
    expect(references.length).toBeGreaterThan(0);
    for (const pointer of new Set(references)) {
      const found = pointer
        .split('/')
        .slice(1)
        .reduce((value, key) => (value as Record<string, unknown>)[key], api as unknown);
      expect(found, pointer).toBeDefined();
    }
  });

  test('has schemas that can be used, with examples that keep them', async () => {
    for (const { told } of described) {
      const schema = told.requestBody?.content['application/json'].schema;
      if (!schema) continue;
      const compiled = await compileUserSchema(schema);
      const { examples } = schema as { examples: unknown[] };
      expect(examples.length, told.operationId).toBeGreaterThan(0);
      for (const example of examples) {
        expect(compiled.ok && compiled.violations(example), told.operationId).toEqual([]);
      }
    }
  });

  test('has a success in every row, and a sentence for everything', () => {
    for (const { responses, summary, name } of OPERATIONS) {
      expect(
        Object.keys(responses).some((status) => status.startsWith('2')),
        name,
      ).toBe(true);
      expect(
        [summary, ...Object.values(responses)].every((text) => text.length > 0),
        name,
      ).toBe(true);
      expect(summary, name).toMatch(/[.?]$/);
    }
  });
});

describe('the overview', () => {
  test('links to every operation', async () => {
    const { body } = await call(houseOf(), 'get', '/_mock');
    expect(body).toMatchObject({ name: 'stuntdouble', version: '9.9.9', session: 'default' });
    expect(body.operations).toHaveLength(OPERATIONS.length);
    expect(body.operations).toContainEqual({
      method: 'GET',
      href: '/_mock/stubs/{id}',
      summary: 'One stub.',
    });
  });

  test('links into the session that is spoken to', async () => {
    const { body } = await call(houseOf(), 'get', '/t/one/_mock');
    expect([body.session, body.operations[0].href]).toEqual(['one', '/t/one/_mock']);
  });
});
