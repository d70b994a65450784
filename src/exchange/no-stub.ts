/** The refusal of a request that no stub is for. */
import { ApiError } from '../errors.ts';
import { suggestStub } from '../stubs/paste-ready.ts';
import type { NearMiss } from '../stubs/stub-view.ts';
import type { Stubs } from '../stubs/stubs.ts';
import type { Subject } from '../stubs/subject.ts';

/** How many of the nearest stubs are told. */
export const NEAREST = 3;

/**
 * An error of the mock that says which stubs came nearest, what kept each from answering, and a stub that would have answered: as text
 * for people, and as data under `mock` of the body. Not to be retried: trying again cannot mend it.
 */
export function noStub(subject: Subject, stubs: Stubs): ApiError {
  const nearest = stubs.nearest(subject, NEAREST);
  const suggestion = suggestStub(subject);
  const lines = [
    `No stub is for this request, and the mock is strict (${stubs.size} stubs).`,
    ...nearest.map(told),
    `A stub that would answer it: ${JSON.stringify(suggestion)}`,
  ];
  return new ApiError('not_found', lines.join('\n'), {
    mock: true,
    mockDetail: { code: 'no_stub', nearest, suggestion },
  });
}

function told({ name, origin, failed }: NearMiss): string {
  const why = failed.map(({ condition, expected, actual }) => `${condition}: expected ${expected}, got ${actual}`);
  return `Near: "${name}" (${origin}): ${why.join('; ')}`;
}
