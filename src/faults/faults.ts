/** THE list of faults, and how several spoil one reply. */
import { ApiError } from '../errors.ts';
import type { Random } from '../random.ts';
import type { Reply } from '../reply.ts';
import { badGateway } from './bad-gateway.ts';
import { badJson } from './bad-json.ts';
import { bandwidth } from './bandwidth.ts';
import { bom } from './bom.ts';
import { close } from './close.ts';
import { comments } from './comments.ts';
import { done } from './done.ts';
import { dropEvent } from './drop-event.ts';
import { duplicateEvent } from './duplicate-event.ts';
import { duplicateIds } from './duplicate-ids.ts';
import { emptyContent } from './empty-content.ts';
import { error } from './error.ts';
import { errorEvent } from './error-event.ts';
import type { Fault, ParsedFault } from './fault.ts';
import { flood } from './flood.ts';
import { garbage } from './garbage.ts';
import { gather } from './gather.ts';
import { hang } from './hang.ts';
import { injection } from './injection.ts';
import { latency } from './latency.ts';
import { lineEnds } from './line-ends.ts';
import { loneSurrogate } from './lone-surrogate.ts';
import { noStop } from './no-stop.ts';
import { prefill } from './prefill.ts';
import { reset } from './reset.ts';
import type { Scene } from './scene.ts';
import { slice } from './slice.ts';
import { slow } from './slow.ts';
import { stall } from './stall.ts';
import { swapEvents } from './swap-events.ts';
import { toolArguments } from './tool-arguments.ts';
import { toolName } from './tool-name.ts';
import { truncate } from './truncate.ts';
import { unknownDelta } from './unknown-delta.ts';
import { unknownEvent } from './unknown-event.ts';
import { wrongIndex } from './wrong-index.ts';
import { wrongLength } from './wrong-length.ts';
import { wrongStop } from './wrong-stop.ts';
import { wrongType } from './wrong-type.ts';
import { wrongUsage } from './wrong-usage.ts';

/** The faults by what they are about, in the order of the docs. A new one is a file and a line here. */
export const FAMILIES: Readonly<Record<string, readonly Fault[]>> = {
  Refusals: [error, badGateway],
  Time: [latency, prefill, slow, stall, bandwidth],
  Connection: [reset, close, hang, garbage, slice, gather],
  'Broken off': [truncate, errorEvent, noStop],
  Events: [badJson, dropEvent, duplicateEvent, swapEvents, wrongIndex, unknownEvent, unknownDelta],
  'Form of the stream': [lineEnds, comments, bom, done],
  Content: [
    toolArguments,
    toolName,
    emptyContent,
    wrongStop,
    wrongUsage,
    duplicateIds,
    loneSurrogate,
    flood,
    injection,
  ],
  Envelope: [wrongType, wrongLength],
};

/** Every fault. */
export const FAULTS: readonly Fault[] = Object.values(FAMILIES).flat();

const BY_NAME: ReadonlyMap<string, Fault> = new Map(FAULTS.map((fault) => [fault.name, fault]));

export function faultNamed(name: string): Fault | undefined {
  return BY_NAME.get(name);
}

/**
 * The reply as the faults leave it: each spoils what the one before it has left. A reply on which none has an effect comes back itself.
 *
 * @example applyFaults(reply, [{ name: 'reset', options: { after: { count: 2, unit: 'events' } } }], random, scene)
 */
export function applyFaults(reply: Reply, faults: readonly ParsedFault[], random: Random, scene: Scene): Reply {
  return faults.reduce((spoiled, { name, options }, index) => {
    // A stream of chance for each: what one draws does not hang on how much the others drew.
    return faultNamed(name)?.apply(spoiled, options, random.fork(`${index} ${name}`), scene) ?? spoiled;
  }, reply);
}

/** The refusal of the first fault that refuses; it names its fault. `now` is the time in milliseconds since the epoch. */
export function refusalOf(faults: readonly ParsedFault[], now: number): ApiError | undefined {
  for (const { name, options } of faults) {
    const refusal = faultNamed(name)?.refuse?.(options, now);
    if (!refusal) continue;
    const { code, message, detail } = refusal;
    return new ApiError(code, message, { ...detail, headers: { ...detail.headers, 'x-mock-fault': name } });
  }
  return undefined;
}
