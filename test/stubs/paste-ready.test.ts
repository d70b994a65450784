import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkStubs } from '../../src/stubs/check-stubs.ts';
import { suggestStub } from '../../src/stubs/paste-ready.ts';
import { compileWhen } from '../../src/stubs/when.ts';
import { bringing, saying, subjectOf } from './subject-of.ts';

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
    const text = fc.string({ unit: 'binary', maxLength: 120 });
    fc.assert(
      fc.property(text, text, (said, model) => {
        for (const subject of [saying(said, { model }), subjectOf({ model, messages: null })]) {
          const stub = suggestStub(subject);
          expect(compileWhen(stub.when!).matches(subject)).toBe(true);
          expect(checkStubs([stub]).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
          expect(stub.when?.text === undefined || JSON.stringify(stub.when.text).isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
