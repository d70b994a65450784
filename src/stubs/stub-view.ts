/** A stub as the control API and the library show it. */
import type { StubDefinition } from './stub.ts';

export interface StubView {
  id: string;
  name: string;
  /** Where it came from: `code`, `api`, or the file's name. */
  origin: string;
  definition: StubDefinition;
  /** How many requests it answered in this session. */
  matched: number;
  /** Answers left, where `times` or an exhausted sequence bounds them; null: no bound. */
  left: number | null;
}

/** Why a stub did not answer a request that it came near to. */
export interface NearMiss {
  id: string;
  name: string;
  origin: string;
  /** Share of its conditions that held, 0 to 1. */
  score: number;
  /** The conditions that did not hold, e.g. `{ condition: 'text.contains', expected: '"hello"', actual: '"Hi there"' }`. */
  failed: readonly { condition: string; expected: string; actual: string }[];
}
