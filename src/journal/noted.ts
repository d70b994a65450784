/** What the journal keeps of an exchange: references and few copies, so that noting costs next to nothing. */
import type { DialectName } from '../contract/validator.ts';
import type { Deed } from '../dialects/dialect.ts';
import type { Violation } from '../errors.ts';
import type { Exchange, Outcome, Plan } from '../exchange/exchange.ts';
import type { Usage } from '../message/message.ts';
import type { ModelPrice } from '../model.ts';
import type { Frame } from '../reply.ts';
import { type KeptBody, keepBody, omittedBody } from './kept-body.ts';
import { packHeaders, queryWithoutSecrets, replyWithoutSecrets } from './secrets.ts';

export interface Noted {
  number: number;
  /** When it arrived, milliseconds since the epoch. */
  at: number;
  /** The same on the clock's scale of durations, to its full precision: what is measured from exchange to exchange. */
  started: number;
  /** The client's, where there is a network. */
  port: number | undefined;
  outcome: Outcome;
  method: string;
  path: string;
  query: Readonly<Record<string, unknown>>;
  /** Packed, without secrets. */
  headers: string;
  body: KeptBody;
  dialect: DialectName;
  because: string;
  deed: Deed | null;
  /** Of a request that was understood and allowed; else undefined. */
  model: string | undefined;
  price: ModelPrice | undefined;
  stream: boolean;
  violations: readonly Violation[];
  plan: Plan | undefined;
  /** What cassettes had to do with it. */
  playing: Exchange['playing'];
  /** No stub answered, although there were some. */
  missed: boolean;
  /** Refused for want of a stub, or of a recording. */
  unstubbed: boolean;
  /** Only where it cannot be read out of frames: because they were spoilt, or are not kept. */
  answer: MessageAnswer | undefined;
  /** Only where neither message nor frames are kept. */
  usage: Usage | undefined;
  status: number;
  replyHeaders: Readonly<Record<string, string>>;
  /** Undefined where the answer can write them once more. */
  frames: readonly Frame[] | undefined;
  framesOmitted: string | null;
  /** Roughly how many bytes it takes. */
  weight: number;
}

/** The mock's own refusals of what nothing was prepared for. */
const UNFOUND: ReadonlySet<unknown> = new Set(['no_stub', 'no_recording', 'recording_expired']);

type MessageAnswer = Extract<Exchange['answer'], { kind: 'message' }>;

/** What an entry takes beside the texts of its body and its reply: record, headers, plan, message. Measured over HTTP: 3.3 KB. */
const OVERHEAD = 3072;
/** A short text is cheaper to carry about than all that it would be written from. */
const SHORT_REPLY = 2048;
/** A frame of a paced reply, beside its text. */
const FRAME = 32;

/**
 * What is kept of an exchange.
 *
 * @param most bytes that one entry may take; what is larger loses its body, then its reply
 */
export function notedOf(exchange: Exchange, outcome: Outcome, number: number, now: number, most: number): Noted {
  const { received, asked, answer, reply } = exchange;
  const body = keepBody(received.body);
  const replyWeight = weigh(reply.frames);
  const message = answer.kind === 'message' ? answer : undefined;
  const spoilt = exchange.plan !== undefined && exchange.plan.faults.length > 0;
  const rewritten = message?.frames !== undefined && !spoilt && replyWeight > SHORT_REPLY;
  const noted: Noted = {
    number,
    at: now - outcome.milliseconds,
    started: received.started,
    port: received.port,
    outcome,
    method: received.method,
    path: received.path,
    query: queryWithoutSecrets(received.query),
    headers: packHeaders(received.headers),
    body,
    dialect: exchange.dialect.name,
    because: exchange.because,
    deed: received.route?.endpoint.deed ?? null,
    model: asked?.request.model,
    price: asked?.model.price,
    stream: asked?.request.stream === true,
    violations: exchange.violations,
    plan: exchange.plan,
    playing: exchange.playing,
    missed: exchange.missed,
    unstubbed: answer.kind === 'refusal' && UNFOUND.has(answer.error.detail.mockDetail?.code),
    answer: spoilt || rewritten ? message : undefined,
    usage: undefined,
    status: reply.status,
    replyHeaders: replyWithoutSecrets(reply.headers),
    frames: rewritten ? undefined : reply.frames,
    framesOmitted: null,
    weight: OVERHEAD + body.bytes.length + replyWeight,
  };
  return noted.weight > most ? shrunk(noted, replyWeight, most, message?.usage) : noted;
}

function shrunk(noted: Noted, replyWeight: number, most: number, usage: Usage | undefined): Noted {
  noted.body = omittedBody(noted.body.size, most);
  noted.weight = OVERHEAD + replyWeight;
  if (noted.weight <= most) return noted;
  noted.answer = undefined;
  noted.usage = usage;
  noted.frames = [];
  noted.framesOmitted = `The entry would be larger than all the journal may hold (${most} bytes), so its reply is not kept.`;
  noted.weight = OVERHEAD;
  return noted;
}

function weigh(frames: readonly Frame[]): number {
  let weight = 0;
  for (const frame of frames) weight += 'bytes' in frame ? frame.bytes.length + FRAME : FRAME;
  return weight;
}
