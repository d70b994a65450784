import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DialectName } from '../../src/contract/validator.ts';
import type { MessagesRequest, RequestBlock, RequestMessage } from '../../src/message/request.ts';
import { findings, RULES } from '../../src/rules/rules.ts';
import { VALID } from './conversations.ts';
import {
  assistant,
  broken,
  contextOf,
  MANUAL,
  OPUS_46,
  serverCall,
  serverResult,
  system,
  text,
  thought,
  toolResult,
  toolUse,
  user,
} from './requests.ts';

const DIALECTS: readonly DialectName[] = ['anthropic', 'openrouter', 'llm-router'];

describe('the table of rules', () => {
  test('names each rule once', () => {
    const ids = RULES.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('says of each rule who refuses and how that is known', () => {
    for (const { dialects, source } of RULES) {
      expect(dialects.length).toBeGreaterThan(0);
      expect(source).not.toBe('');
    }
  });
});

describe.each(DIALECTS)('on %s', (to) => {
  test.each(Object.entries(VALID))('%s is accepted', (_name, sent) => {
    expect(broken({ ...sent, to })).toEqual([]);
  });
});

describe('a request with several faults', () => {
  test('is refused for the earliest message first, whichever rule it breaks', () => {
    const messages = [user('a'), assistant(toolUse('x')), user('b'), assistant(''), user()];
    expect(broken({ messages })).toEqual(['tool-use-no-result', 'empty-content', 'empty-content']);
  });

  test('is refused for its conversation before its settings, and for those before its length', () => {
    expect(broken({ messages: [user()], top_k: 4, thinking: MANUAL, tokens: 1_000_000 })).toEqual([
      'empty-content',
      'top-k-thinking',
      'prompt-too-long',
    ]);
  });

  test('shows as many faults as were asked for', () => {
    const context = contextOf({ messages: [user(), assistant('x'), user()], top_k: 4, thinking: MANUAL });
    expect(findings(context, 1)).toHaveLength(1);
    expect(findings(context, 3).map(({ rule }) => rule.id)).toEqual([
      'empty-content',
      'empty-content',
      'top-k-thinking',
    ]);
  });
});

/** Counts how often the list of messages is read. */
function counted(messages: RequestMessage[]): { messages: RequestMessage[]; reads: () => number } {
  let reads = 0;
  const watched = new Proxy(messages, {
    get(target, key, receiver) {
      reads++;
      return Reflect.get(target, key, receiver);
    },
  });
  return { messages: watched, reads: () => reads };
}

const GOOD = [user('go'), assistant(thought(), toolUse('a')), user(toolResult('a')), assistant('done')];
const BAD = [user(), assistant(toolUse('a'), serverResult('s')), user('no', toolResult('b')), assistant('', text(''))];

describe.each([
  ['sound', GOOD],
  ['faulty', BAD],
])('a very long conversation, %s throughout', (_name, four) => {
  const repeated = (count: number) => Array.from({ length: count }, (_, at) => four[at % 4]!);

  test.each(DIALECTS)('is read in time proportional to its length on %s', (to) => {
    const work = [1000, 2000].map((count) => {
      const { messages, reads } = counted(repeated(count));
      findings(contextOf({ messages, thinking: MANUAL, to }));
      return reads();
    });
    expect(work[1]! / work[0]!).toBeLessThan(2.2);
  });

  test('of a hundred thousand messages gives no more than twenty findings', () => {
    const found = findings(contextOf({ messages: [...repeated(99_999), user('end')], thinking: MANUAL }));
    expect(found.length).toBeLessThanOrEqual(20);
    expect(found.length).toBeGreaterThan(0);
  });
});

test('a single message of a hundred thousand blocks is read too', () => {
  const blocks = Array.from({ length: 50_000 }, (_, at) => toolUse(`t${at}`));
  const results = Array.from({ length: 50_000 }, (_, at) => toolResult(`t${49_999 - at}`));
  expect(broken({ messages: [user('go'), assistant(...blocks), user(...results)] })).toEqual([]);
});

const block: fc.Arbitrary<RequestBlock> = fc.oneof(
  fc.constantFrom('', ' ', 'x').map((words) => text(words)),
  fc.constantFrom('a', 'b', '__proto__').map((id) => toolUse(id)),
  fc.constantFrom('a', 'b', '__proto__').map((id) => toolResult(id)),
  fc.constantFrom('a', 'b').map((id) => serverCall(id)),
  fc.constantFrom('a', 'b').map((id) => serverResult(id)),
  fc.constant(thought()),
  fc.string().map((type) => ({ type })),
);
const message = fc
  .tuple(fc.constantFrom(user, assistant, system), fc.array(block, { maxLength: 4 }))
  .map(([say, blocks]) => say(...blocks));

test('whatever the conversation, findings point into it and speak of what they point at', () => {
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 8 }),
      fc.constantFrom(...DIALECTS),
      fc.boolean(),
      (messages, to, old) => {
        const context = contextOf({ messages, to, thinking: MANUAL, model: old ? 'claude-sonnet-4-5' : OPUS_46 });
        for (const { finding } of findings(context)) {
          const [, at] = finding.path;
          const told = /^messages\.(\d+)/.exec(finding.message)?.[1];
          if (told !== undefined) expect(at).toBe(Number(told));
          if (typeof at === 'number') expect(context.request.messages[at]).toBeDefined();
        }
      },
    ),
  );
});

/** A turn of a loop: some calls, all of them answered, in any order. */
const round = fc.array(fc.boolean(), { minLength: 1, maxLength: 4 });

test('a loop in which every call is answered is accepted, however the answers are ordered and split', () => {
  fc.assert(
    fc.property(fc.array(round, { maxLength: 6 }), fc.constantFrom(...DIALECTS), (rounds, to) => {
      const messages: MessagesRequest['messages'] = [user('go')];
      rounds.forEach((turned, at) => {
        const ids = turned.map((_, index) => `toolu_${at}_${index}`);
        messages.push(assistant(thought(), ...ids.map((id) => toolUse(id))));
        const answers = ids.map((id) => toolResult(id));
        if (turned[0]) answers.reverse();
        if (turned.at(-1)) messages.push(...answers.map((answer) => user(answer)));
        else messages.push(user(...answers));
      });
      expect(broken({ messages, to, thinking: MANUAL })).toEqual([]);
    }),
  );
});
