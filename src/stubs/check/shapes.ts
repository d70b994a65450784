/** Which keys each object of a stub may have, and what stands below them: for telling a misspelt key what it might have been. */
import type { ErrorGiven, Respond } from '../respond.ts';
import type { CountMatch, MessageMatch, StubDefinition, TextMatch, ToolResultMatch, When } from '../stub.ts';

/** `''`: a value, or an object whose keys are the author's own. */
type Below = ShapeName | '';

/** The compiler demands every key of the type, and no other. */
type Keys<T> = Readonly<Record<keyof T, Below>>;
type ObjectOf<T> = Exclude<T, string | number | boolean | readonly unknown[]>;

const file: Keys<{ $schema: string; stubs: unknown }> = { $schema: '', stubs: 'stub' };

const stub: Keys<StubDefinition> = {
  id: '',
  name: '',
  when: 'when',
  respond: 'respond',
  times: '',
  priority: '',
  scenario: '',
  whenState: '',
  setState: '',
};

const when: Keys<When> = {
  model: '',
  text: 'text',
  system: 'text',
  message: 'message',
  tool: '',
  toolChoice: 'toolChoice',
  toolResult: 'toolResult',
  turn: 'count',
  has: '',
  stream: '',
  dialect: '',
  header: 'texts',
  sessionId: 'text',
  user: 'text',
  metadata: 'texts',
  jsonPath: '',
  schema: '',
  nth: 'count',
  probability: '',
  all: 'when',
  any: 'when',
  not: 'when',
};

const text: Keys<ObjectOf<TextMatch>> = { exact: '', contains: '', matches: '', ignoreCase: '' };
const count: Keys<ObjectOf<CountMatch>> = { min: '', max: '' };
const message: Keys<MessageMatch> = { index: '', role: '', text: 'text' };
const toolChoice: Keys<ObjectOf<When['toolChoice']>> = { tool: '' };
const toolResult: Keys<ToolResultMatch> = { tool: '', id: '', text: 'text', isError: '' };

const respond: Keys<Omit<Respond, 'then'>> = {
  text: '',
  content: '',
  sequence: 'respond',
  error: 'error',
  raw: 'raw',
  events: '',
  id: '',
  model: '',
  stop_reason: '',
  stop_sequence: '',
  stop_details: '',
  container: '',
  usage: '',
  by: '',
  headers: '',
  pace: 'pace',
  faults: '',
  template: '',
};

// Written as an object, a key `then` makes a promise of it in the eyes of `await`, and of the linter.
const sequenced: readonly [keyof Respond, Below][] = [['then', '']];

const error: Keys<ObjectOf<ErrorGiven>> = { type: '', status: '', message: '', headers: '', details: '' };
const raw: Keys<NonNullable<Respond['raw']>> = { status: '', headers: '', body: '' };
const pace: Keys<NonNullable<Respond['pace']>> = { ttft: '', tps: '', jitter: '', chunk: '' };

/** `texts` has names of the author's own, with a text match below each. */
const texts: Readonly<Record<string, Below>> = {};

const TABLE = {
  file,
  stub,
  when,
  text,
  texts,
  count,
  message,
  toolChoice,
  toolResult,
  respond: { ...respond, ...Object.fromEntries(sequenced) },
  error,
  raw,
  pace,
};

export type ShapeName =
  | 'file'
  | 'stub'
  | 'when'
  | 'text'
  | 'texts'
  | 'count'
  | 'message'
  | 'toolChoice'
  | 'toolResult'
  | 'respond'
  | 'error'
  | 'raw'
  | 'pace';

export const SHAPES: Readonly<Record<ShapeName, Readonly<Record<string, Below>>>> = TABLE;

/**
 * The shape of the object at `path`, which begins in a stub; undefined where keys are free.
 * @example shapeAt(['when', 'all', 0, 'text']) // 'text'
 */
export function shapeAt(path: readonly (string | number)[]): ShapeName | undefined {
  let shape: Below = 'stub';
  for (const step of path) {
    if (typeof step === 'number') continue;
    if (shape === 'texts') shape = 'text';
    else shape = shape !== '' && Object.hasOwn(SHAPES[shape], step) ? SHAPES[shape][step]! : '';
  }
  return shape === '' ? undefined : shape;
}
