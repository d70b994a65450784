import { describe, expect, test } from 'vitest';
import { DIFFERENCE_KINDS } from '../../../src/cassettes/compared/difference.ts';
import { isAtLeast, SEVERITIES, severityOf } from '../../../src/cassettes/compared/severity.ts';

const of = (kind: (typeof DIFFERENCE_KINDS)[number], before: unknown = 1, after: unknown = 2) =>
  severityOf({ kind, where: '', before, after });

describe('how bad a difference is', () => {
  test('is an error where clients break, a warning where it costs, and information where every answer differs', () => {
    expect(DIFFERENCE_KINDS.map((kind) => `${kind}: ${of(kind)}`)).toEqual([
      'status: error',
      'error: error',
      'ending: error',
      'form: error',
      'shape: error',
      'event order: error',
      'blocks: warning',
      'stop_reason: warning',
      'model: warning',
      'usage: warning',
      'headers: warning',
      'tool input: info',
      'text: info',
      'value: info',
    ]);
  });

  test('is information where usage falls', () => {
    expect([of('usage', 9, 4), of('usage', 4, 9), of('usage', 'standard', 'priority')]).toEqual([
      'info',
      'warning',
      'warning',
    ]);
  });

  test('counts from the severity asked for on', () => {
    expect(SEVERITIES.map((severity) => isAtLeast(severity, 'warning'))).toEqual([true, true, false]);
  });
});
