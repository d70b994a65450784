/** One attempt at taming a JSON Schema: its choices, its limits, and the words the files of this work share. */
import type { Random } from '../random.ts';
import type { Wishes } from './wishes.ts';

export type Schema = Record<string, unknown>;
/** A tamed schema: only keywords that json-schema-faker knows. */
export type Tame = Record<string, unknown>;

/** One attempt at taming: its choices, and what is left of its budget. */
export interface Taming {
  root: unknown;
  random: Random;
  wishes: Wishes;
  /** Take values from the user's words? */
  useWishes: boolean;
  /** Take `default` and `examples`? */
  useExamples: boolean;
  /** Probability that an optional property is filled. */
  optional: number;
  /** How often a reference may occur on one way down. */
  unroll: number;
  /** Schemas still to be visited. */
  budget: number;
  /** Tames a schema inside the present one. Given here so that the files for objects and arrays need not import their caller. */
  tame(schema: unknown, place: Place): Tame | null;
  /** Keeps a maker of values for later, and returns what the `faker` keyword must say to call it. */
  later(make: () => unknown): unknown;
}

/** Where a schema stands. */
export interface Place {
  /** The property's name; items have the name of their array. */
  name: string;
  refs: readonly string[];
  depth: number;
  /** Does it only add to another schema for the same value? Then what it lacks may stand there. */
  partial: boolean;
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
