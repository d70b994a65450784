/** What a stub answers, read once when it is taken in: `respond` as its author writes it becomes replies that are ready to be sent. */
import { tooDeep } from '../check/too-deep.ts';
import type { BlockGiven, Respond, RespondExtras } from '../respond.ts';
import { StubError, type StubProblem } from '../stub-error.ts';
import { compileError, lowerCase } from './compile-error.ts';
import { compileRaw } from './compile-raw.ts';
import { completeBlock } from './complete-block.ts';
import type { CompiledRespond, MessageGiven, StubReply } from './reply.ts';

const SOURCES = ['text', 'content', 'sequence', 'error', 'raw', 'events'] as const;
const GIVEN = ['id', 'model', 'stop_reason', 'stop_sequence', 'stop_details', 'container', 'usage'] as const;

/**
 * The replies of a stub. Extras of a sequence hold for its entries: headers and paces are laid over one another name by name, faults
 * and `template` are replaced.
 *
 * @throws StubError where no reply can be made of what is given; paths of its problems begin at `respond`
 * @example compileRespond({ text: 'Hi' }).pick(1, 1) // { kind: 'message', content: [{ type: 'text', text: 'Hi' }], given: {} }
 */
export function compileRespond(respond: Respond): CompiledRespond {
  const endless = tooDeep(respond);
  if (endless !== undefined) throw problem([], `The reply cannot be read: ${endless}`);
  if (respond.sequence === undefined) {
    const reply = compileReply(respond, {}, []);
    return { pick: () => reply, limit: undefined };
  }
  sourceOf(respond, []);
  const { sequence, by = 'call' } = respond;
  if (!Array.isArray(sequence) || sequence.length === 0) throw problem(['sequence'], 'A sequence needs a reply.');
  const replies = sequence.map((entry, index) => compileReply(entry, respond, ['sequence', index]));
  const after = (n: number): StubReply | undefined => {
    if (respond.then === 'exhaust') return undefined;
    return respond.then === 'cycle' ? replies[(n - 1) % replies.length] : replies.at(-1);
  };
  return {
    pick(count, turn) {
      const n = by === 'turn' ? turn : count;
      return n <= replies.length ? replies[n - 1] : after(n);
    },
    limit: respond.then === 'exhaust' && by === 'call' ? replies.length : undefined,
  };
}

type Path = StubProblem['path'];

function compileReply(respond: Respond, around: RespondExtras, path: Path): StubReply {
  const source = sourceOf(respond, path);
  if (source === 'sequence') throw problem([...path, 'sequence'], 'A sequence cannot hold another sequence.');
  const extras = extrasOf(respond, around);
  switch (source) {
    case 'error':
      return { ...extras, ...within(path, () => compileError(respond.error!)) };
    case 'raw':
      return { ...extras, ...compileRaw(respond.raw!) };
    case 'events':
      return { ...extras, kind: 'events', events: respond.events! };
    default: {
      const blocks = [source === 'text' ? respond.text! : respond.content!].flat() as BlockGiven[];
      return { ...extras, kind: 'message', content: blocks.map(completeBlock), given: givenOf(respond) };
    }
  }
}

function sourceOf(respond: Respond, path: Path): (typeof SOURCES)[number] {
  const [source, another] = SOURCES.filter((name) => respond[name] !== undefined && respond[name] !== null);
  if (source === undefined) throw problem(path, `A reply needs one of ${SOURCES.join(', ')}.`);
  if (another !== undefined) throw problem([...path, another], `A reply has either ${source} or ${another}, not both.`);
  return source;
}

function givenOf(respond: Respond): MessageGiven {
  return Object.fromEntries(GIVEN.filter((key) => respond[key] !== undefined).map((key) => [key, respond[key]]));
}

/** Absent keys are left out, so that what is laid over them stays. */
function extrasOf(own: RespondExtras, around: RespondExtras): RespondExtras {
  const headers = { ...lowerCase(around.headers ?? {}), ...lowerCase(own.headers ?? {}) };
  const pace = { ...around.pace, ...own.pace };
  const faults = own.faults ?? around.faults;
  const template = own.template ?? around.template;
  return {
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(Object.keys(pace).length > 0 ? { pace } : {}),
    ...(faults === undefined ? {} : { faults }),
    ...(template === undefined ? {} : { template }),
  };
}

function within<T>(path: Path, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof StubError)) throw error;
    const problems = error.problems.map((one) => ({ ...one, path: [...path, ...one.path] }));
    throw new StubError(problems, error.message);
  }
}

function problem(path: Path, message: string): StubError {
  return new StubError([{ path, message, severity: 'error' }], message);
}
