/** The container in which code is said to have run. */
import type { MessagesRequest } from '../../message/request.ts';
import { idBody, type Random } from '../../random.ts';
import type { Composed } from '../compose.ts';

// Synthesis knows no time, and answers are the same in every run: containers of the mock live long enough for any test.
const EXPIRES_AT = '2099-01-01T00:00:00Z';

/** The container of the answer, the caller's own if the request names one; undefined when no code ran. */
export function containerOf(
  parts: readonly Composed[],
  request: MessagesRequest,
  random: Random,
): { id: string; expires_at: string } | undefined {
  if (!parts.some((part) => part.kind === 'server_result' && part.outcome.container)) return undefined;
  const own = request['container'];
  const named = typeof own === 'object' && own !== null ? (own as { id?: unknown }).id : own;
  const id =
    typeof named === 'string' && named !== '' ? named : `container_01${idBody(22, 'container', String(random.seed))}`;
  return { id, expires_at: EXPIRES_AT };
}
