/** In what two replies to the same request differ, from what breaks clients to what does not. */
import type { Recording } from '../recording.ts';
import { errorOf } from '../replay/error-of.ts';
import { eventsOf, isObject } from '../replay/events-of.ts';
import { formOf } from '../replay/form-of.ts';
import { contentDifferences } from './compare-contents.ts';
import { DIFFERENCE_KINDS, type Difference } from './difference.ts';
import { orderDifferences } from './event-patterns.ts';
import { addShape, shapeDifferences } from './shape-of.ts';

/**
 * The differences by their kind, in the order of `DIFFERENCE_KINDS`. Ids, signatures and what else is new with every reply do not count, nor
 * do pings, times, the sizes of deltas, and the values of headers other than the content type. Where one was asked to stream and the other
 * was not, the messages are compared.
 *
 * @example compareReplies(recorded, live) // [{ kind: 'stop_reason', where: '/stop_reason', before: 'end_turn', after: 'max_tokens' }]
 */
export function compareReplies(before: Recording, after: Recording): Difference[] {
  const found: Difference[] = [...statusDifferences(before, after), ...headerDifferences(before, after)];
  const [form, other] = [formOf(before), formOf(after)];
  if (form !== other && isStreamed(before) === isStreamed(after))
    found.push({ kind: 'form', where: '', before: form, after: other });
  if (form === 'stream' && other === 'stream') found.push(...orderDifferences(eventsOf(before), eventsOf(after)));
  const [errorBefore, errorAfter] = [errorOf(before), errorOf(after)];
  if (errorBefore && errorAfter) found.push(...errorDifferences(errorBefore.body, errorAfter.body));
  else if (!errorBefore && !errorAfter) found.push(...contentDifferences(before, after));
  else found.push({ kind: 'error', where: '', before: typeIn(errorBefore?.body), after: typeIn(errorAfter?.body) });
  return found.sort((one, two) => DIFFERENCE_KINDS.indexOf(one.kind) - DIFFERENCE_KINDS.indexOf(two.kind));
}

function isStreamed({ request: { body } }: Recording): boolean {
  return isObject(body) && body['stream'] === true;
}

function statusDifferences({ response: old }: Recording, { response: now }: Recording): Difference[] {
  const found: Difference[] = [];
  if (old.status !== now.status) found.push({ kind: 'status', where: '', before: old.status, after: now.status });
  if (old.broken !== now.broken) found.push({ kind: 'ending', where: '', before: old.broken, after: now.broken });
  return found;
}

function headerDifferences(old: Recording, now: Recording): Difference[] {
  const [before, after] = [new Map(old.response.headers), new Map(now.response.headers)];
  // Another form has another type of content.
  const areAlike = formOf(old) === formOf(now);
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name): Difference[] => {
    const [value, other] = [before.get(name), after.get(name)];
    const isSame = name === 'content-type' && areAlike ? mediaOf(value) === mediaOf(other) : !value === !other;
    return isSame ? [] : [{ kind: 'headers', where: name, before: value, after: other }];
  });
}

function mediaOf(type: string | undefined): string | undefined {
  return type?.replace(/;.*/s, '').trim().toLowerCase();
}

function errorDifferences(before: unknown, after: unknown): Difference[] {
  if (!isObject(before) || !isObject(after)) {
    return before === after ? [] : [{ kind: 'text', where: '', before, after }];
  }
  const found: Difference[] = shapeDifferences(addShape(before, new Map()), addShape(after, new Map()), 'error');
  const [type, other] = [typeIn(before), typeIn(after)];
  if (type !== other) found.push({ kind: 'error', where: '/error/type', before: type, after: other });
  const [words, others] = [wordsIn(before), wordsIn(after)];
  if (words !== others) found.push({ kind: 'text', where: '/error/message', before: words, after: others });
  return found;
}

function typeIn(body: unknown): unknown {
  const error = isObject(body) ? body['error'] : undefined;
  return isObject(error) ? (error['type'] ?? error['code']) : undefined;
}

function wordsIn(body: unknown): unknown {
  const error = isObject(body) ? body['error'] : undefined;
  return isObject(error) ? error['message'] : undefined;
}
