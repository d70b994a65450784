/** Faults of stubs that cannot be read. Stubs and faults do not know each other, so this is told here and not with all else. */
import { parseFaults } from '../faults/parse-faults.ts';
import type { CheckedSource } from '../stubs/files/check-files.ts';
import type { LocatedProblem } from '../stubs/files/located-problem.ts';
import type { RespondExtras } from '../stubs/respond.ts';

/** An error for each text of faults that is wrong. */
export function checkFaults(sources: readonly CheckedSource[]): LocatedProblem[] {
  return sources.flatMap(({ definition: { respond }, located }) =>
    [
      ...problemsOf(respond, ['respond']),
      ...(respond.sequence ?? []).flatMap((step, index) => problemsOf(step, ['respond', 'sequence', index])),
    ].map(({ path, message }) => located({ path, message, severity: 'error' })),
  );
}

function problemsOf({ faults }: RespondExtras, base: readonly (string | number)[]) {
  return [faults ?? []].flat().flatMap((text, index) => {
    const parsed = parseFaults(text);
    if (!('problem' in parsed)) return [];
    const path = [...base, 'faults', ...(Array.isArray(faults) ? [index] : [])];
    return [{ path, message: `${parsed.problem.replace(/\.$/, '')}. Write it as in the header x-mock-fault.` }];
  });
}
