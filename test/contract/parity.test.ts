/** Holds our schemas to the facts of the services' published contracts. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { factsOf, type Schema, schemaNamed } from './facts.ts';

const FILES = ['request', 'response', 'stream-event', 'error'];

/** Differences kept on purpose: the line as the contract has it, the line as we have it, and why. None at present. */
const KEPT: { theirs: string; ours: string; why: string }[] = [];

function knownFacts(dialect: string): string[] {
  return JSON.parse(readFileSync(new URL(`${dialect}.facts.json`, import.meta.url), 'utf8'));
}

function ourFacts(dialect: string): string[] {
  return FILES.flatMap((file) => factsOf(`${dialect}/${file}`, file));
}

describe('our OpenRouter schemas', () => {
  const theirs = knownFacts('openrouter');
  const ours = ourFacts('openrouter');

  test('lack nothing that the published contract has', () => {
    const covered = new Set([...ours, ...KEPT.map((kept) => kept.theirs)]);
    expect(theirs.filter((line) => !covered.has(line))).toEqual([]);
  });

  test('have nothing that the published contract lacks', () => {
    const covered = new Set([...theirs, ...KEPT.map((kept) => kept.ours)]);
    expect(ours.filter((line) => !covered.has(line))).toEqual([]);
  });

  test('differ on purpose only where they really differ', () => {
    expect(KEPT.filter((kept) => !theirs.includes(kept.theirs) || !ours.includes(kept.ours))).toEqual([]);
  });
});

describe('what documents and SDK say of the others', () => {
  test.each(['anthropic', 'llm-router'])('is all in our %s schemas', (dialect) => {
    const ours = new Set(ourFacts(dialect));
    expect(knownFacts(dialect).filter((line) => !ours.has(line))).toEqual([]);
  });
});

describe('the comparison notices', () => {
  const facts = factsOf('openrouter/request', 'request');
  const changed = (change: (schema: Schema) => void) => {
    const schema = schemaNamed('openrouter/request');
    change(schema);
    return factsOf('openrouter/request', 'request', schema).filter((line) => !facts.includes(line));
  };
  const properties = (schema: Schema) => schema['properties'] as Record<string, Schema>;

  test('a bound that changed', () => {
    const lines = changed((schema) => Object.assign(properties(schema)['user']!, { maxLength: 128 }));
    expect(lines).toEqual(['request.user?: string maxLength=128']);
  });

  test('a field that became required', () => {
    const lines = changed((schema) => Object.assign(schema, { required: ['model', 'messages', 'max_tokens'] }));
    expect(lines).toEqual(['request.max_tokens: integer']);
  });

  test('a kind of block that went missing', () => {
    const lines = changed((schema) => {
      const blocks = (schema['$defs'] as Record<string, Schema>)['ContentBlockParam']!['oneOf'] as Schema[];
      blocks.splice(0, 1);
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^request\.messages\[\]\.content\[\]: (?!.*<text>)/);
  });

  test('an object that was closed', () => {
    const lines = changed((schema) => Object.assign(schema, { additionalProperties: false }));
    expect(lines).toEqual(['request: object closed']);
  });
});
