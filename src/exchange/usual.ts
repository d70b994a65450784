/** What the options say of every answer, read once for all requests. */
import type { Options } from '../config.ts';
import { type ParsedFault, parseFaultList } from '../faults/parse-fault-list.ts';
import { parseReplyStyle } from '../reply-style.ts';
import { OptionError } from '../resolve-options.ts';
import type { Plan } from './exchange.ts';

/** @throws OptionError for faults that cannot be read */
export function usualOf({ ttft, tps, jitter, chunk, reply, faults }: Options): Pick<Plan, 'style' | 'pace' | 'faults'> {
  return { style: parseReplyStyle(reply)!, pace: { ttft, tps, jitter, chunk }, faults: usualFaults(faults) };
}

/**
 * The faults of the option.
 *
 * @param origin how an error names the source, e.g. `--fault`
 * @throws OptionError for one that cannot be read
 */
export function usualFaults(texts: readonly string[], origin = 'option faults'): readonly ParsedFault[] {
  const parsed = parseFaultList(texts);
  if ('problem' in parsed) throw new OptionError(`${origin}: ${parsed.problem}.`);
  return parsed.faults;
}
