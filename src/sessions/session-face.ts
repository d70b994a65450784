/** What a test says to a session, and to a mock about its default session. */
import type { Session } from './session.ts';

const METHODS = [
  'setOptions',
  'reset',
  'stub',
  'fault',
  'clearFaults',
  'requests',
  'verify',
  'verifyOrder',
  'verifyNoUnmatched',
  'verifyToolCalls',
  'verifyBudget',
  'verdicts',
  'expectResilient',
  'unusedStubs',
  'totals',
] as const satisfies (keyof Session)[];

const PARTS = ['options', 'stubs', 'faults', 'journal', 'clock'] as const satisfies (keyof Session)[];

export type SessionFace = Pick<Session, (typeof METHODS)[number]> & Readonly<Pick<Session, (typeof PARTS)[number]>>;

/** The names of all that belongs to the face. */
export const FACE_NAMES: readonly (keyof SessionFace)[] = [...METHODS, ...PARTS];

/** The face of a session, apart from it: its methods keep their session wherever they are called from. */
export function sessionFace(session: Session): SessionFace {
  const face = {};
  for (const name of METHODS)
    Object.defineProperty(face, name, { value: session[name].bind(session), enumerable: true });
  for (const name of PARTS) Object.defineProperty(face, name, { get: () => session[name], enumerable: true });
  return face as SessionFace;
}
