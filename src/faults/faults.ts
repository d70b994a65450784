/** THE list of faults, and how several spoil one reply. */
import type { Random } from '../random.ts';
import type { Reply } from '../reply.ts';
import { close } from './close.ts';
import { errorEvent } from './error-event.ts';
import type { Fault, ParsedFault } from './fault.ts';
import { latency } from './latency.ts';
import { noStop } from './no-stop.ts';
import { reset } from './reset.ts';
import { slow } from './slow.ts';
import { stall } from './stall.ts';
import { truncate } from './truncate.ts';

/** Every fault, in the order of the docs. A new one is a file and a line here. */
export const FAULTS: readonly Fault[] = [latency, slow, stall, reset, close, truncate, errorEvent, noStop];

const BY_NAME: ReadonlyMap<string, Fault> = new Map(FAULTS.map((fault) => [fault.name, fault]));

export function faultNamed(name: string): Fault | undefined {
  return BY_NAME.get(name);
}

/**
 * The reply as the faults leave it: each spoils what the one before it has left. A reply on which none has an effect comes back itself.
 *
 * @example applyFaults(reply, [{ name: 'reset', options: { after: { count: 2, unit: 'events' } } }], random)
 */
export function applyFaults(reply: Reply, faults: readonly ParsedFault[], random: Random): Reply {
  return faults.reduce((spoiled, { name, options }, index) => {
    // A stream of chance for each: what one draws does not hang on how much the others drew.
    return faultNamed(name)?.apply(spoiled, options, random.fork(`${index} ${name}`)) ?? spoiled;
  }, reply);
}
