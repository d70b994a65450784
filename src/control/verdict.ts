/** The operation that judges the client by the requests that came. */
import { judge } from '../journal/verdicts/judge.ts';
import { REPORT_FORMATS, verdictReport } from '../journal/verdicts/report.ts';
import { ControlError } from './control-error.ts';
import { ok, type Theme } from './operation.ts';

export const VERDICT: Theme = {
  name: 'verdict',
  summary: 'How did the client bear what went wrong?',
  operations: [
    {
      method: 'GET',
      path: '/_mock/verdict',
      name: 'getVerdict',
      summary: 'What the client did wrong, each with its evidence and its mend. `resilient`: no verdict is a fault.',
      query: { format: { describe: 'How it is written.', schema: { enum: REPORT_FORMATS, default: 'json' } } },
      responses: {
        200: '`{ resilient, verdicts: [{ name, severity, message, mend, evidence: [{ id, at, note }] }], dropped }`, or the report (`format=markdown`)',
        400: 'There is no such format.',
      },
      handle({ query: { format = 'json' } }, { session: { journal } }) {
        const verdicts = judge(journal);
        if (format === 'markdown')
          return { status: 200, type: 'text/markdown', text: verdictReport(verdicts, 'markdown') };
        if (format !== 'json') {
          const came = JSON.stringify(format).slice(0, 80);
          throw new ControlError(400, `format: expected json or markdown, but got ${came}.`, {
            hint: 'Leave it out for JSON.',
          });
        }
        const resilient = !verdicts.some(({ severity }) => severity === 'fault');
        return ok({ resilient, verdicts, dropped: journal.dropped });
      },
    },
  ],
};
