import { describe, expect, test } from 'vitest';
import { CONDITIONS } from '../../src/stubs/conditions/conditions.ts';
import { suggestStub } from '../../src/stubs/paste-ready.ts';
import type { When } from '../../src/stubs/stub.ts';
import { stubSet } from '../../src/stubs/stub-set.ts';
import { Stubs } from '../../src/stubs/stubs.ts';
import type { Subject } from '../../src/stubs/subject.ts';
import { saying, subjectOf } from './subject-of.ts';

/** Every condition, plain and denied, and what is known to be dangerous. */
const whens: When[] = [
  ...Object.entries(CONDITIONS).flatMap(([key, { example }]) => [{ [key]: example }, { not: { [key]: example } }]),
  { text: { matches: '(a+)+$' } },
  { text: { matches: 'a.*b.*c$' } },
  { text: { contains: 'aaaab', ignoreCase: true } },
  { jsonPath: { '$..a': { a: 1 } } },
  { jsonPath: { "$..[?search(@, '(a+)+$')]": true } },
  { jsonPath: { '$..[?@..a]': true } },
  { jsonPath: { '$.metadata': { a: 1 } } },
  { jsonPath: { '$.__proto__': true } },
  { metadata: { __proto__: { exact: 'x' } } },
  { schema: { $ref: '#/$defs/a', $defs: { a: { additionalProperties: { $ref: '#/$defs/a' } } } } },
];

function nested(levels: number): unknown {
  let deep: unknown = {};
  for (let level = 0; level < levels; level++) deep = level % 2 ? [deep] : { a: deep };
  return deep;
}

const REQUESTS: Record<string, Subject> = {
  'a text of five million characters': saying('a'.repeat(5_000_000)),
  'half characters': saying('\ud83d\ude00\ud83d \udc00', { model: '\ud800', user: '\udfff' }),
  'keys that reach for prototypes': subjectOf(
    JSON.parse(
      '{"__proto__":{"polluted":1},"metadata":{"__proto__":"x","constructor":"y"},"tools":[{"__proto__":{}}]}',
    ),
  ),
  'values nested ten thousand deep': subjectOf({ metadata: nested(10_000), tools: [nested(10_000)] }),
  'ten thousand messages': subjectOf({
    messages: Array.from({ length: 10_000 }, () => ({ role: 'user', content: 'a' })),
  }),
};

describe('a request', () => {
  test.each(Object.keys(REQUESTS))('with %s is held against every condition, and explained', (name) => {
    const set = stubSet(
      whens.map((when) => ({ origin: 'a.yaml', definition: { when, times: 0, respond: { text: 'x' } } })),
    );
    const stubs = new Stubs(() => set);
    const subject = REQUESTS[name]!;
    expect(stubs.choose(subject, { unique: 'u' })).toBeUndefined();
    const near = stubs.nearest(subject, 100);
    expect(JSON.stringify(near).isWellFormed()).toBe(true);
    expect(JSON.stringify(near).length).toBeLessThan(100_000);
    expect(JSON.stringify(suggestStub(subject)).isWellFormed()).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
