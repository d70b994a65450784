/** THE list of faults, and how several spoil one reply. */
import { ApiError } from '../errors.ts';
import type { Random } from '../random.ts';
import type { Reply } from '../reply.ts';
import { badGateway } from './catalogue/bad-gateway.ts';
import { badJson } from './catalogue/bad-json.ts';
import { bandwidth } from './catalogue/bandwidth.ts';
import { bom } from './catalogue/bom.ts';
import { close } from './catalogue/close.ts';
import { comments } from './catalogue/comments.ts';
import { done } from './catalogue/done.ts';
import { dropEvent } from './catalogue/drop-event.ts';
import { duplicateEvent } from './catalogue/duplicate-event.ts';
import { duplicateIds } from './catalogue/duplicate-ids.ts';
import { emptyContent } from './catalogue/empty-content.ts';
import { error } from './catalogue/error.ts';
import { errorEvent } from './catalogue/error-event.ts';
import { flood } from './catalogue/flood.ts';
import { garbage } from './catalogue/garbage.ts';
import { gather } from './catalogue/gather.ts';
import { hang } from './catalogue/hang.ts';
import { injection } from './catalogue/injection.ts';
import { latency } from './catalogue/latency.ts';
import { lineEnds } from './catalogue/line-ends.ts';
import { loneSurrogate } from './catalogue/lone-surrogate.ts';
import { noStop } from './catalogue/no-stop.ts';
import { prefill } from './catalogue/prefill.ts';
import { reset } from './catalogue/reset.ts';
import { slice } from './catalogue/slice.ts';
import { slow } from './catalogue/slow.ts';
import { stall } from './catalogue/stall.ts';
import { swapEvents } from './catalogue/swap-events.ts';
import { toolArguments } from './catalogue/tool-arguments.ts';
import { toolName } from './catalogue/tool-name.ts';
import { truncate } from './catalogue/truncate.ts';
import { unknownDelta } from './catalogue/unknown-delta.ts';
import { unknownEvent } from './catalogue/unknown-event.ts';
import { wrongIndex } from './catalogue/wrong-index.ts';
import { wrongLength } from './catalogue/wrong-length.ts';
import { wrongStop } from './catalogue/wrong-stop.ts';
import { wrongType } from './catalogue/wrong-type.ts';
import { wrongUsage } from './catalogue/wrong-usage.ts';
import type { Fault, ParsedFault } from './fault.ts';
import type { Scene } from './scene.ts';

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
