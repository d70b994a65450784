/** What a fault is: a declaration of options, and pure functions that spoil a reply. */
import type { ApiError } from '../errors.ts';
import type { Random } from '../random.ts';
import type { Reply } from '../reply.ts';
import type { OptionRows, OptionValue, ValuesOf } from './option.ts';
import type { Scene } from './scene.ts';

/** One way of breaking. Header syntax, error messages and docs come from the declaration. */
export interface Fault<Rows extends OptionRows = OptionRows> {
  /** In lower case, with hyphens. */
  readonly name: string;
  /** One or two sentences for people: what the client sees, and on which replies nothing happens. */
  readonly explain: string;
  readonly options: Rows;
  /** As written in the header `x-mock-fault`; shows the fault on an ordinary request. */
  readonly example: string;
  /**
   * The reply, spoiled. Frames are shared between exchanges, so neither the reply nor its frames are changed; a reply on which
   * the fault has no effect is handed back itself. All chance comes from `random`.
   */
  apply(reply: Reply, options: ValuesOf<Rows>, random: Random, scene: Scene): Reply;
  /** What is answered instead of anything else, for faults that refuse. `now` is the time in milliseconds since the epoch. */
  refuse?(options: ValuesOf<Rows>, now: number): ApiError;
}

/** A fault that was asked for: its name, and a value for each of its options. Plain data. */
export interface ParsedFault {
  readonly name: string;
  readonly options: Readonly<Record<string, OptionValue>>;
}

/**
 * Declares a fault, so that `apply` knows its options by type.
 *
 * @example
 * defineFault({
 *   name: 'latency',
 *   explain: 'Waits before the first byte.',
 *   options: { for: { type: 'duration', default: 200, describe: 'how long it waits' } },
 *   example: 'latency(for=200ms)',
 *   apply: (reply, options) => ({ ...reply, frames: [pause(options.for), ...reply.frames] }),
 * })
 */
export function defineFault<const Rows extends OptionRows>(fault: Fault<Rows>): Fault<Rows> {
  return fault;
}
