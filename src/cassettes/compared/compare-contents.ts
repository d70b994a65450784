/** In what two replies differ that are no errors: their shapes, and what they say. */
import { isDeeperThan } from '../match/is-deeper-than.ts';
import type { Recording } from '../recording.ts';
import { eventsOf, isObject } from '../replay/events-of.ts';
import { formOf } from '../replay/form-of.ts';
import { messageOf } from '../replay/message-of.ts';
import { jsonOf, textOf } from '../replay/text-of.ts';
import { messageDifferences, valueDifferences } from './compare-messages.ts';
import type { Difference } from './difference.ts';
import { addShape, type Shape, shapeDifferences } from './shape-of.ts';
import { typeIn } from './type-in.ts';

/** Of replies that are looked into. */
const DEEPEST = 200;

export function contentDifferences(before: Recording, after: Recording): Difference[] {
  const [value, other] = [replyOf(before), replyOf(after)];
  const areShallow = ![value, other].some((each) => isDeeperThan(each, DEEPEST));
  if (!isObject(value) || !isObject(other) || !areShallow) {
    const [text, now] = [textOf(before), textOf(after)];
    return text === now ? [] : [{ kind: 'text', where: '', before: text, after: now }];
  }
  const found = shapes(before, after, value, other);
  const [message, answer] = [messageOf(before), messageOf(after)];
  if (message && answer) return [...found, ...messageDifferences(message, answer)];
  return [...found, ...valueDifferences(value, other, '', (key) => (/_tokens$/.test(key) ? 'usage' : 'value'))];
}

function replyOf(recording: Recording): unknown {
  return messageOf(recording) ?? jsonOf(recording);
}

/** Of the events, where both are streams; else of the message and each kind of block. Kinds that only one has are told elsewhere. */
function shapes(before: Recording, after: Recording, value: object, other: object): Difference[] {
  const areStreams = formOf(before) === 'stream' && formOf(after) === 'stream';
  const old = areStreams ? eventShapes(before) : new Map([['reply', addShape(value, new Map())]]);
  const now = areStreams ? eventShapes(after) : new Map([['reply', addShape(other, new Map())]]);
  return [...old].flatMap(([root, shape]) => {
    const like = now.get(root);
    return like ? shapeDifferences(shape, like, root) : [];
  });
}

function eventShapes(recording: Recording): Map<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const { value } of eventsOf(recording)) {
    if (!value || isDeeperThan(value, DEEPEST)) continue;
    const inner = value['delta'] ?? value['content_block'];
    const root = `event ${typeIn(value)}${isObject(inner) ? ` ${typeIn(inner)}` : ''}`;
    shapes.set(root, addShape(value, shapes.get(root) ?? new Map()));
  }
  return shapes;
}
