/** Walks JSON Schemas into a flat list of facts, one line per field, so that two contracts can be compared line by line. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Schema = { [keyword: string]: unknown };

/** One thing a value may be: a named value, an object, a list, or a plain type. */
type Alternative = { any: true } | { value: unknown } | { type: string; schema: Schema; document: string };

const BOUNDS: Record<string, string[]> = {
  number: ['minimum', 'maximum'],
  integer: ['minimum', 'maximum'],
  string: ['minLength', 'maxLength', 'pattern'],
  array: ['minItems', 'maxItems'],
};

/** A schema file of the project by name, e.g. `openrouter/request`. */
export function schemaNamed(name: string): Schema {
  return JSON.parse(readFileSync(fileURLToPath(new URL(`../../schemas/${name}.schema.json`, import.meta.url)), 'utf8'));
}

/**
 * The facts of a schema file, sorted. `?` marks a field that may be left out, `[]` the items of a list, `<tag>` the kind of an object
 * told apart by its `type` or `id`, `.*` the values of an open set of keys.
 * @example factsOf('openrouter/request', 'request') // ['request.cache_control<ephemeral>.ttl?: "1h" | "5m"', ...]
 */
export function factsOf(name: string, root: string, schema: Schema = schemaNamed(name)): string[] {
  const lines = new Set<string>();
  new Walk(name, schema, lines).visit(schema, name, root, '');
  return [...lines].sort();
}

class Walk {
  private readonly documents = new Map<string, Schema>();
  private readonly lines: Set<string>;

  constructor(name: string, schema: Schema, lines: Set<string>) {
    this.documents.set(name, schema);
    this.lines = lines;
  }

  visit(schema: Schema, document: string, path: string, optional: string): void {
    const words = new Set<string>();
    for (const alternative of this.alternatives(schema, document)) {
      if ('any' in alternative) words.add('any');
      else if ('value' in alternative) words.add(JSON.stringify(alternative.value));
      else if (alternative.type === 'object') this.object(alternative.schema, alternative.document, path, words);
      else {
        const isList = alternative.type === 'array';
        const bounds = (BOUNDS[alternative.type] ?? []).filter((bound) => bound in alternative.schema);
        words.add(alternative.type + bounds.map((bound) => ` ${bound}=${alternative.schema[bound]}`).join(''));
        const items = alternative.schema['items'] as Schema | undefined;
        if (isList && items !== undefined) this.visit(items, alternative.document, `${path}[]`, '');
      }
    }
    this.lines.add(`${path}${optional}: ${[...words].sort().join(' | ')}`);
  }

  private object(schema: Schema, document: string, path: string, words: Set<string>): void {
    const closed = schema['additionalProperties'] === false ? ' closed' : '';
    const tag = this.tagOf(schema, document);
    if (tag === undefined) words.add(`object${closed}`);
    for (const value of tag?.values ?? []) words.add(`<${value}>${closed}`);
    for (const place of tag === undefined ? [path] : tag.values.map((value) => `${path}<${value}>`)) {
      const required = (schema['required'] ?? []) as string[];
      for (const [key, property] of Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)) {
        const isRequired = required.includes(key);
        if (!(isRequired && key === tag?.field))
          this.visit(property, document, `${place}.${key}`, isRequired ? '' : '?');
      }
      const others = schema['additionalProperties'];
      if (typeof others === 'object') this.visit(others as Schema, document, `${place}.*`, '');
    }
  }

  private tagOf(schema: Schema, document: string): { field: string; values: string[] } | undefined {
    for (const field of ['type', 'id']) {
      const property = (schema['properties'] as Record<string, Schema> | undefined)?.[field];
      if (property === undefined) continue;
      const named = this.alternatives(property, document).flatMap((one) => ('value' in one ? [one.value] : []));
      // A custom tool may also say `type: null`; that names no kind.
      const values = named.filter((value) => typeof value === 'string');
      if (values.length > 0) return { field, values };
    }
    return undefined;
  }

  private alternatives(schema: Schema, document: string): Alternative[] {
    if (typeof schema['$ref'] === 'string') return this.referred(schema['$ref'], document);
    if ('const' in schema) return [{ value: schema['const'] }];
    if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => ({ value }));
    if (Array.isArray(schema['oneOf']))
      return schema['oneOf'].flatMap((one) => this.alternatives(one as Schema, document));
    const conditions = [schema, ...((schema['allOf'] ?? []) as Schema[])].filter((part) => 'if' in part);
    const byKind = conditions.filter((part) => !('type' in (part['if'] as Schema)) && 'then' in part);
    if (byKind.length > 0) {
      return byKind.flatMap((part) =>
        [part['then'], part['else']].flatMap((one) => this.alternatives(one as Schema, document)),
      );
    }
    if (schema['type'] === undefined) return [{ any: true }];
    return [schema['type']].flat().flatMap((type) => {
      const special = conditions.find((part) => (part['if'] as Schema)['type'] === type);
      if (special !== undefined) return this.alternatives(special['then'] as Schema, document);
      return [{ type: type as string, schema, document }];
    });
  }

  private referred(ref: string, document: string): Alternative[] {
    const [file, pointer = ''] = ref.split('#');
    const target = file ? `${document.split('/')[0]}/${file.replace('.schema.json', '')}` : document;
    if (!this.documents.has(target)) this.documents.set(target, schemaNamed(target));
    let schema = this.documents.get(target)!;
    for (const step of pointer.split('/').filter(Boolean)) schema = schema[step] as Schema;
    return this.alternatives(schema, target);
  }
}
