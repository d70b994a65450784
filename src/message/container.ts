/** The container in which code is said to have run. */
import { idBody } from '../random.ts';
import type { MessagesRequest } from './request.ts';

/** Nothing here knows time, and answers are the same in every run: containers of the mock live long enough for any test. */
const EXPIRES_AT = '2099-01-01T00:00:00Z';

/** The container of an answer: the caller's own if the request names one, else one whose id grows from the seed. */
export function containerOf(request: MessagesRequest, seed: string): { id: string; expires_at: string } {
  const own = request['container'];
  const named = typeof own === 'object' && own !== null ? (own as { id?: unknown }).id : own;
  const id = typeof named === 'string' && named !== '' ? named : `container_01${idBody(22, 'container', seed)}`;
  return { id, expires_at: EXPIRES_AT };
}
