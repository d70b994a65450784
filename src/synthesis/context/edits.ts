/** The `context_management` of a request, as the edits read it. */
import type { MessagesRequest } from '../../message/request.ts';

export type Edit = Readonly<Record<string, unknown>>;

/** The edits, in order; none when nothing is managed. */
export function editsOf(request: MessagesRequest): Edit[] {
  const management = request['context_management'];
  const edits = isObject(management) ? management['edits'] : undefined;
  return Array.isArray(edits) ? edits.filter(isObject) : [];
}

/** The `value` of a setting such as `trigger` or `keep`, if it has this type. */
export function amountOf(edit: Edit, key: string, type?: string): number | undefined {
  const setting = edit[key];
  if (!isObject(setting) || (type !== undefined && setting['type'] !== type)) return undefined;
  return typeof setting['value'] === 'number' ? setting['value'] : undefined;
}

function isObject(value: unknown): value is Edit {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
