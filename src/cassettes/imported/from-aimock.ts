/** Takes in fixtures of aimock (CopilotKit/aimock, docs/fixtures): what is answered to a text of the user. */
import type { DialectName } from '../../contract/validator.ts';
import { CassetteError } from '../cassette.ts';
import type { Recording } from '../recording.ts';
import { isObject, type Json } from '../replay/events-of.ts';
import { listAt, objectAt } from '../store/har-field.ts';
import { aimockReply } from './aimock-reply.ts';
import type { TakeOptions } from './foreign-exchange.ts';
import { type Imported, nothing, type Taken } from './imported.ts';

const URLS: Readonly<Record<DialectName, string>> = {
  anthropic: 'https://api.anthropic.com/v1/messages',
  openrouter: 'https://openrouter.ai/api/v1/messages',
  'llm-router': 'https://api.llmrouter.app/v1/messages',
};
/** For fixtures that name none; it does not count in matching. */
const MODEL = 'claude-sonnet-4-5';
const MAX_TOKENS = 1024;

/** Those that a recording has no place for: it would answer what the fixture does not. */
const UNMATCHABLE: Readonly<Record<string, string>> = {
  toolCallId: 'it answers the result of a tool call, whose conversation it does not hold',
  inputText: 'it answers embeddings',
  responseFormat: 'it answers one response_format only',
  context: 'it answers one x-aimock-context only',
  toolName: 'it answers requests with a certain tool only',
};
/** Those that a recording leaves out. */
const LOST = ['latency', 'chunkSize', 'streamingProfile', 'chaos', 'recordedTimings', 'metadata'];
const BREAKING = ['truncateAfterChunks', 'disconnectAfterMs'];

/**
 * A recording for each fixture that answers a text of the user. aimock looks for a part of that text, while a cassette answers all of it, at
 * best at the matching level `last-turn`.
 *
 * @param fixtures parsed JSON
 * @throws CassetteError when there are none
 */
export function fromAimock(fixtures: unknown, file: string, { dialect = 'anthropic', now }: TakeOptions): Imported {
  const imported = nothing();
  const taken: (Taken & { sequence: number })[] = [];
  for (const [index, { value }] of listAt(objectAt({ value: fixtures, path: file })('fixtures')).entries()) {
    const where = `${file} fixture ${index + 1}`;
    try {
      if (!isObject(value)) throw new CassetteError('it is no object');
      const match = isObject(value['match']) ? value['match'] : {};
      const reason = unmatchable(match) ?? breaking(value);
      if (reason !== undefined) throw new CassetteError(reason);
      const { status, body } = aimockReply(value['response'], { where, model: modelOf(match) });
      const sequence = typeof match['sequenceIndex'] === 'number' ? match['sequenceIndex'] : 0;
      taken.push({ where, recording: recordingOf(match, status, body, { dialect, now }), sequence });
      const lost = LOST.filter((name) => value[name] !== undefined);
      if (lost.length > 0) imported.notes.push({ where, reason: `taken without ${lost.join(', ')}` });
    } catch (error) {
      if (!(error instanceof CassetteError)) throw error;
      imported.skipped.push({ where, reason: error.message });
    }
  }
  // What answers first is first in the sequence.
  taken.sort((one, other) => one.sequence - other.sequence);
  imported.taken.push(...taken.map(({ where, recording }) => ({ where, recording })));
  return imported;
}

function unmatchable(match: Json): string | undefined {
  const { userMessage, endpoint, turnIndex, hasToolResult } = match;
  for (const [name, reason] of Object.entries(UNMATCHABLE)) if (match[name] !== undefined) return reason;
  if (endpoint !== undefined && endpoint !== 'chat') return `it answers the endpoint ${JSON.stringify(endpoint)}`;
  if ((typeof turnIndex === 'number' && turnIndex > 0) || hasToolResult === true)
    return 'it answers a later turn, whose conversation it does not hold';
  if (typeof userMessage === 'string' && userMessage !== '') return undefined;
  return 'it answers any text, while a cassette answers what was asked: write a stub instead';
}

function modelOf({ model }: Json): string {
  return typeof model === 'string' ? model : MODEL;
}

function breaking(fixture: Json): string | undefined {
  const name = BREAKING.find((each) => fixture[each] !== undefined);
  return name && `it breaks off (${name}): use a fault instead`;
}

function recordingOf(
  match: Json,
  status: number,
  body: unknown,
  { dialect, now }: { dialect: DialectName; now: number },
): Recording {
  const { userMessage, systemMessage } = match;
  const url = URLS[dialect];
  const bytes = Buffer.from(JSON.stringify(body));
  return {
    id: '',
    request: {
      dialect,
      method: 'POST',
      url,
      path: new URL(url).pathname,
      headers: [['content-type', 'application/json']],
      body: {
        model: modelOf(match),
        max_tokens: MAX_TOKENS,
        ...(typeof systemMessage === 'string' && { system: systemMessage }),
        messages: [{ role: 'user', content: userMessage }],
      },
    },
    response: {
      status,
      statusText: '',
      headers: [['content-type', 'application/json']],
      body: bytes,
      chunks: [{ at: 0, bytes: bytes.length }],
      trailers: [],
    },
    startedAt: new Date(now).toISOString(),
    polly: { id: '', order: 0 },
    comment: 'imported from an aimock fixture',
  };
}
