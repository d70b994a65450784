import { expect, test } from 'vitest';
import { verdictReport } from '../../../src/journal/verdicts/report.ts';
import type { Verdict } from '../../../src/journal/verdicts/verdict.ts';

const VERDICT: Verdict = {
  name: 'no-backoff',
  severity: 'fault',
  message: '3 attempts in a row.',
  mend: 'Wait.',
  evidence: [{ id: '1', at: '2030-01-02T12:00:00.000Z', note: 'the first' }],
};

test('a report in Markdown counts, and has a section for each verdict', () => {
  expect(verdictReport([VERDICT, { ...VERDICT, name: 'not-retried', severity: 'info' }], 'markdown')).toBe(
    [
      '# Verdicts on the client\n\n1 fault, 1 to know.\n',
      '## no-backoff (fault)\n\n3 attempts in a row.\n\n- #1 at 2030-01-02T12:00:00.000Z: the first\n\nMend: Wait.\n',
      '## not-retried (info)\n\n3 attempts in a row.\n\n- #1 at 2030-01-02T12:00:00.000Z: the first\n\nMend: Wait.\n',
    ].join('\n'),
  );
  expect(verdictReport([], 'markdown')).toBe('# Verdicts on the client\n\n0 faults, 0 to know.\n');
});

test('a report in JSON has the same', () => {
  expect(JSON.parse(verdictReport([VERDICT], 'json'))).toEqual({ verdicts: [VERDICT] });
});
