/** Schemas so large that reading them alone would hold up other requests. */
import type { MessagesRequest } from '../message/request.ts';
import { isObject } from './rule.ts';

/** Objects, lists and keys in one schema, and in all schemas of a request. Real ones have some hundreds; hundreds of tools have some ten thousands. */
const MOST_IN_ONE = 20_000;
const MOST_IN_ALL = 100_000;

export interface HugeSchema {
  path: (string | number)[];
  /** What was counted, for people. */
  reason: string;
}

/**
 * The first schema of a request that is too large, whether or not the answer needs it. Stops counting at the limits, so it takes a
 * millisecond or two however large the schema is. The request need not be valid.
 */
export function hugeSchema(
  request: Pick<MessagesRequest, 'tools' | 'output_config' | 'output_format'>,
): HugeSchema | undefined {
  const { tools, output_config, output_format } = request;
  if (tools === undefined && output_config === undefined && output_format === undefined) return undefined;
  let left = MOST_IN_ALL;
  for (const { path, schema } of schemasIn(request)) {
    const counted = partsIn(schema, Math.min(MOST_IN_ONE, left));
    if (counted > MOST_IN_ONE) return { path, reason: `the schema has more than ${MOST_IN_ONE} parts` };
    if (counted > left) return { path, reason: `the schemas have more than ${MOST_IN_ALL} parts` };
    left -= counted;
  }
  return undefined;
}

function* schemasIn({
  tools,
  output_config,
  output_format,
}: Pick<MessagesRequest, 'tools' | 'output_config' | 'output_format'>) {
  const list: unknown[] = Array.isArray(tools) ? tools : [];
  for (let at = 0; at < list.length; at++) {
    const tool = list[at];
    if (isObject(tool)) yield { path: ['tools', at, 'input_schema'], schema: tool['input_schema'] };
  }
  yield { path: ['output_config', 'format', 'schema'], schema: output_config?.format?.schema };
  yield { path: ['output_format', 'schema'], schema: output_format?.schema };
}

/** How many objects, lists and keys there are in a value; a little more than `most` means more. Options of an enum cost nothing. */
function partsIn(value: unknown, most: number): number {
  const open: unknown[] = [value];
  let count = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    count += Array.isArray(next) ? 1 : 1 + Object.keys(next).length;
    if (count > most) return count;
    for (const inner of Object.values(next)) if (typeof inner === 'object' && inner !== null) open.push(inner);
  }
  return count;
}
