import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkStubs } from '../../src/stubs/check/check-stubs.ts';
import { compileWhen } from '../../src/stubs/conditions/when.ts';
import { suggestStub } from '../../src/stubs/paste-ready.ts';
import type { StubDefinition } from '../../src/stubs/stub.ts';
import { bringing, saying, subjectOf } from './subject-of.ts';

function contained({ when }: StubDefinition): unknown {
  return typeof when?.text === 'object' ? when.text.contains : undefined;
}

describe('the stub that is suggested for a request', () => {
  test('says its model and how its text begins', () => {
    expect(suggestStub(saying('Hello, world!'))).toEqual({
      name: 'Hello world',
      when: { model: 'claude-opus-4-5', text: { contains: 'Hello, world!' } },
      respond: { text: 'Write the answer here.' },
    });
  });

  test('says the tool whose result it brings', () => {
    expect(suggestStub(bringing()).when).toEqual({
      model: 'claude-opus-4-5',
      text: { contains: 'How is the weather?' },
      toolResult: { tool: 'get_weather' },
    });
    expect(suggestStub(bringing({ tool_use_id: 'x' })).when?.toolResult).toEqual({ id: 'x' });
  });

  test('matches that request, whatever it says, and can be used', () => {
    // Half characters, controls and all.
    const unit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
    const text = fc.oneof(fc.string({ unit, maxLength: 20 }), fc.string({ maxLength: 120 }));
    fc.assert(
      fc.property(text, text, (said, model) => {
        for (const subject of [saying(said, { model }), subjectOf({ model, messages: null })]) {
          const stub = suggestStub(subject);
          expect(compileWhen(stub.when!).matches(subject)).toBe(true);
          expect(checkStubs([stub]).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
          expect(`${stub.name}${stub.when?.model}${contained(stub)}`.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
