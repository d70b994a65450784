/** THE table of options. Flags, environment, config file, `--help`, the JSON Schema and the docs' list all come from these rows. */
import type { ModelTraits } from './model.ts';
import { REPLY_STYLES } from './reply-style.ts';

/** A model added to the catalogue: an id, and whichever traits differ from those of an unknown model. */
export type ExtraModel = { id: string } & Partial<Omit<ModelTraits, 'id' | 'known'>>;

/**
 * Where answers come from: invented; called from the upstream and kept; from a cassette; from a cassette, and what is missing called and
 * kept; called and not kept; from a cassette, and what is missing invented.
 */
export const MODES = ['synthetic', 'record', 'replay', 'auto', 'passthrough', 'replay-or-synthetic'] as const;
export type Mode = (typeof MODES)[number];

/** Every option with its type. Milliseconds, bytes and tokens are whole numbers unless a row says otherwise. */
export interface Options {
  port: number;
  host: string;
  log: 'pretty' | 'json' | 'silent';
  seed: string;
  apiKey: readonly string[];
  bodyLimit: number;
  ttft: number;
  tps: number;
  jitter: number;
  chunk: number;
  reply: string;
  strictModels: boolean;
  models: readonly (string | ExtraModel)[];
  schemaProfile: 'latest' | 'legacy';
  v1Dialect: 'anthropic' | 'llm-router';
  openrouterId: 'gen' | 'msg';
  openrouterDone: boolean;
  stubs: readonly string[];
  mode: Mode | 'by-cassette';
  cassette: string;
  cassettes: string;
  upstream: readonly string[];
  upstreamTimeout: number;
  match: 'strict' | 'canonical' | 'conversation' | 'last-turn';
  repeat: 'repeat-last' | 'exhaust' | 'cycle';
  replaySpeed: number;
  expires: string;
  expired: 'warn' | 'refuse';
  redact: boolean;
  keepBroken: boolean;
  privateCassettes: boolean;
  usedFile: string;
  recordInCi: boolean;
  recordForOthers: boolean;
  faults: readonly string[];
  requestsPerMinute: number;
  inputTokensPerMinute: number;
  outputTokensPerMinute: number;
  concurrentRequests: number;
  credits: number;
  freePerMinute: number;
  freePerDay: number;
  watch: boolean;
  strict: boolean;
  journal: number;
  journalBytes: number;
  sessions: number;
  sessionIdle: number;
  control: boolean;
  controlToken: string;
}

export interface Row {
  /** How the value is written: `integer`, `number`, `string`, `boolean`, a list of strings (`strings`), one of faults, one of models, one of `choices`, or a reply style. */
  type: 'integer' | 'number' | 'string' | 'boolean' | 'strings' | 'faults' | 'models' | 'choice' | 'reply';
  choices?: readonly string[];
  minimum?: number;
  maximum?: number;
  /** May a text be empty? */
  empty?: boolean;
  default: unknown;
  /** Its name on the command line, where that is another one. */
  flag?: string;
  /** Is it fixed once the mock runs? All others can be changed per session, over the control API and in code. */
  fixed?: boolean;
  /** One sentence for `--help`, the schema and the docs. */
  describe: string;
}

const MIB = 1024 * 1024;

export const OPTIONS = {
  port: {
    type: 'integer',
    minimum: 0,
    maximum: 65535,
    default: 4010,
    fixed: true,
    describe: 'Port to listen on; 0 takes a free one.',
  },
  host: {
    type: 'string',
    default: '127.0.0.1',
    fixed: true,
    describe: 'Address to listen on. Anything but loopback lets other machines in.',
  },
  log: {
    type: 'choice',
    choices: ['pretty', 'json', 'silent'],
    default: 'pretty',
    fixed: true,
    describe: 'What the terminal shows: a readable line per exchange, a JSON line per exchange, or nothing.',
  },
  seed: {
    type: 'string',
    default: 'stuntdouble',
    describe: 'Everything invented grows from this text: same seed and same request, same bytes.',
  },
  apiKey: {
    type: 'strings',
    default: [],
    describe: 'A key that is let in (repeatable). Without any, every non-empty key is.',
  },
  bodyLimit: {
    type: 'integer',
    minimum: 1,
    maximum: 512 * MIB,
    default: 32 * MIB,
    fixed: true,
    describe: 'Largest request body in bytes, after decompression; more is answered with 413.',
  },
  ttft: {
    type: 'integer',
    minimum: 0,
    maximum: 600_000,
    default: 0,
    describe: 'Milliseconds until the first byte of an answer (time to first token).',
  },
  tps: {
    type: 'number',
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
    describe: 'Output tokens per second; 0 is instant.',
  },
  jitter: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    describe: 'Share by which each pause varies, 0 to 1; drawn from the seed.',
  },
  chunk: {
    type: 'integer',
    minimum: 1,
    maximum: 10_000,
    default: 3,
    describe: 'Token-like pieces per stream delta.',
  },
  reply: {
    type: 'reply',
    default: 'realistic',
    describe: `How synthetic text reads: ${REPLY_STYLES}.`,
  },
  strictModels: {
    type: 'boolean',
    default: false,
    describe: 'Refuse models that the catalogue does not know, as the service does.',
  },
  models: {
    type: 'models',
    default: [],
    describe: 'Models to add to the catalogue (repeatable): ids, or in a file objects with an id and traits.',
  },
  schemaProfile: {
    type: 'choice',
    choices: ['latest', 'legacy'],
    default: 'latest',
    describe: "Which state of OpenRouter's request schema holds; legacy demands max_tokens and 128-character user ids.",
  },
  v1Dialect: {
    type: 'choice',
    choices: ['anthropic', 'llm-router'],
    default: 'anthropic',
    describe: 'Who answers on /v1/messages when the request does not say.',
  },
  openrouterId: {
    type: 'choice',
    choices: ['gen', 'msg'],
    default: 'gen',
    describe: 'Form of message ids in the OpenRouter dialect: its generation id, or msg_ as in its examples.',
  },
  openrouterDone: {
    type: 'boolean',
    default: false,
    describe: 'End OpenRouter streams with a data: [DONE] line after message_stop.',
  },
  stubs: {
    type: 'strings',
    default: [],
    fixed: true,
    describe: 'A file or folder of stubs, YAML or JSON (repeatable).',
  },
  mode: {
    type: 'choice',
    choices: ['by-cassette', ...MODES],
    default: 'by-cassette',
    describe:
      'Where answers come from. By-cassette: synthetic when no cassette is named; else auto, or replay where CI is set.',
  },
  cassette: {
    type: 'string',
    empty: true,
    default: '',
    describe: 'Name of the cassette to record to and to replay from. Without one, replay looks into all of them.',
  },
  cassettes: {
    type: 'string',
    default: 'cassettes',
    fixed: true,
    describe: 'The folder of the cassettes.',
  },
  upstream: {
    type: 'strings',
    default: [],
    fixed: true,
    describe:
      'Where the real service is: an origin, or <dialect>=<origin> (repeatable). Default: the real services themselves.',
  },
  upstreamTimeout: {
    type: 'integer',
    minimum: 1,
    maximum: 3_600_000,
    default: 600_000,
    describe: 'Milliseconds that the upstream may be silent, before its first byte and between two.',
  },
  match: {
    type: 'choice',
    choices: ['strict', 'canonical', 'conversation', 'last-turn'],
    default: 'canonical',
    describe: 'How much of a request must agree with a recording; a cassette may say otherwise.',
  },
  repeat: {
    type: 'choice',
    choices: ['repeat-last', 'exhaust', 'cycle'],
    default: 'repeat-last',
    describe: 'What a request gets that comes more often than it was recorded; a cassette may say otherwise.',
  },
  replaySpeed: {
    type: 'number',
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
    describe: 'Pace of replays: 0 is instant, 1 as recorded, 2 twice as fast.',
  },
  expires: {
    type: 'string',
    empty: true,
    default: '',
    describe: 'Age at which a recording is expired, such as 30d or 12h. It never calls out because of that.',
  },
  expired: {
    type: 'choice',
    choices: ['warn', 'refuse'],
    default: 'warn',
    describe: 'What is done with an expired recording: replayed with a warning, or refused like a missing one.',
  },
  redact: {
    type: 'boolean',
    default: false,
    describe: 'Record what holds secrets with pseudonyms in their place, instead of not at all.',
  },
  keepBroken: {
    type: 'boolean',
    default: false,
    describe: 'Record replies that broke off, marked as such.',
  },
  privateCassettes: {
    type: 'boolean',
    default: false,
    describe: 'Let nobody but the owner read what is recorded (mode 0600).',
  },
  usedFile: {
    type: 'string',
    empty: true,
    default: '',
    fixed: true,
    describe: 'A file that lists, line by line, the recordings that were replayed: for stuntdouble cassettes prune.',
  },
  recordInCi: {
    type: 'boolean',
    default: false,
    fixed: true,
    describe: 'Call the upstream and record although CI is set.',
  },
  recordForOthers: {
    type: 'boolean',
    default: false,
    fixed: true,
    describe: 'Call the upstream although the server listens on more than loopback.',
  },
  faults: {
    type: 'faults',
    default: [],
    flag: 'fault',
    describe: 'Faults that spoil every reply, as in the header x-mock-fault (repeatable).',
  },
  requestsPerMinute: {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
    describe: 'Requests per minute of each key and model; more are answered with 429. 0: no limit.',
  },
  inputTokensPerMinute: {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000_000,
    default: 0,
    describe: 'Input tokens per minute of each key and model; a request with more is answered with 429. 0: no limit.',
  },
  outputTokensPerMinute: {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000_000,
    default: 0,
    describe:
      'Output tokens per minute of each key and model; once they are used up, requests are answered with 429. 0: no limit.',
  },
  concurrentRequests: {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
    describe: 'Messages requests at work at the same time; more are answered with 529. 0: no limit.',
  },
  credits: {
    type: 'number',
    minimum: -1,
    maximum: 100_000,
    default: -1,
    describe:
      'US dollars that the answers may cost; then OpenRouter answers with 402, and Anthropic with 400. -1: no limit.',
  },
  freePerMinute: {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
    describe:
      "Requests per minute to OpenRouter's :free models (the service: 20); more are answered with 429. 0: no limit.",
  },
  freePerDay: {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
    describe:
      "Requests per day (UTC) to OpenRouter's :free models (the service: 50, or 1000 with credits). 0: no limit.",
  },
  watch: {
    type: 'boolean',
    default: true,
    fixed: true,
    describe: 'Take in changed stub files while the server runs; a broken file leaves the stubs as they were.',
  },
  strict: {
    type: 'boolean',
    default: false,
    describe: 'Refuse requests that no stub is for, naming the nearest ones, instead of inventing an answer.',
  },
  journal: {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000,
    default: 1000,
    fixed: true,
    describe: 'How many exchanges each session remembers; 0 remembers none.',
  },
  journalBytes: {
    type: 'integer',
    minimum: 0,
    maximum: 4096 * MIB,
    default: 16 * MIB,
    fixed: true,
    describe: "Most bytes of bodies and replies in a session's journal; the oldest go first.",
  },
  sessions: {
    type: 'integer',
    minimum: 1,
    maximum: 100_000,
    default: 1000,
    fixed: true,
    describe: 'How many isolated sessions (/t/<id>/...) there may be at once.',
  },
  sessionIdle: {
    type: 'integer',
    minimum: 1000,
    maximum: 7 * 24 * 3600 * 1000,
    default: 3600 * 1000,
    fixed: true,
    describe: 'Milliseconds after which a session that nobody uses is forgotten.',
  },
  control: {
    type: 'boolean',
    default: true,
    fixed: true,
    describe: 'Serve the control API under /_mock.',
  },
  controlToken: {
    type: 'string',
    empty: true,
    default: '',
    fixed: true,
    describe:
      'Lets other hosts and web pages use the control API: Authorization: Bearer <token>. Without it only this machine may.',
  },
} as const satisfies Record<keyof Options, Row>;

export type OptionName = keyof Options;

export const OPTION_NAMES = Object.keys(OPTIONS) as OptionName[];

/** The row of an option, with its optional columns visible. */
export function optionRow(name: OptionName): Row {
  return OPTIONS[name];
}

/** `--body-limit` for `bodyLimit`. */
export function flagOf(name: OptionName): string {
  return `--${kebab(optionRow(name).flag ?? name)}`;
}

/** `STUNTDOUBLE_BODY_LIMIT` for `bodyLimit`. */
export function variableOf(name: OptionName): string {
  return `STUNTDOUBLE_${kebab(name).replaceAll('-', '_').toUpperCase()}`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
