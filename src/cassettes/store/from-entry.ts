/** Turns an entry of a HAR file into a recording. */
import type { HarEntry } from '../../har.ts';
import type { Broken, Chunk, HeaderList, Recording } from '../recording.ts';
import {
  isCount,
  listAt,
  numberAt,
  objectAt,
  type Place,
  statusAt,
  stringAt,
  textAt,
  wordAt,
  wrong,
} from './har-field.ts';

const DIALECTS = ['anthropic', 'openrouter', 'llm-router'] as const;
const BODIES = ['json', 'text'] as const;
const BROKEN: readonly Broken[] = ['upstream cut', 'upstream silent', 'client left', 'error event'];

/**
 * The opposite of `toEntry`. The reply's bytes are made of its text when they are first asked for: most recordings are looked up, and few of
 * them played.
 *
 * @param id of the recording, `tool-loop#3`; begins every message
 * @throws CassetteError that names the field, what was expected there, and what stands there
 */
export function fromEntry(entry: HarEntry, id: string): Recording {
  const whole = objectAt({ value: entry, path: id });
  const own = whole('_stuntdouble');
  if (own.value === undefined) {
    const mend = 'Take it in with stuntdouble cassettes import';
    throw wrong(own, 'what Stunt Double adds to an entry', `${mend}, or record it again.`);
  }
  const ours = objectAt(own);
  const request = objectAt(whole('request'));
  const response = objectAt(whole('response'));
  const comment = whole('comment');
  const body = lazyBody(response('content'), ours('chunks'));
  return {
    id,
    request: {
      dialect: wordAt(ours('dialect'), DIALECTS),
      method: stringAt(request('method')),
      url: stringAt(request('url')),
      path: stringAt(ours('path')),
      headers: pairsAt(request('headers')),
      ...bodyAt(ours('body'), request('postData')),
    },
    response: {
      status: statusAt(response('status')),
      statusText: stringAt(response('statusText')),
      headers: pairsAt(response('headers')),
      get body() {
        return body.bytes();
      },
      get chunks() {
        return body.chunks();
      },
      trailers: ours('trailers').value === undefined ? [] : pairsAt(ours('trailers')),
      ...(ours('broken').value !== undefined && { broken: wordAt(ours('broken'), BROKEN) }),
    },
    startedAt: stringAt(whole('startedDateTime')),
    polly: { id: stringAt(whole('_id')), order: numberAt(whole('_order')) },
    ...(comment.value !== undefined && { comment: stringAt(comment) }),
  };
}

function bodyAt(kind: Place, data: Place): { body: unknown; text?: string } {
  if (kind.value === undefined) return { body: undefined };
  const text = objectAt(data)('text');
  if (wordAt(kind, BODIES) === 'text') return { body: undefined, text: textAt(text) };
  try {
    return { body: JSON.parse(stringAt(text)) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw wrong(text, 'JSON', 'Mend it, or delete the entry.');
  }
}

/** The reply's bytes, made when first asked for, and the pieces in which they came. */
function lazyBody(content: Place, pieces: Place): { bytes(): Uint8Array; chunks(): readonly Chunk[] } {
  const field = objectAt(content);
  const text = textAt(field('text'));
  const encoding = field('encoding').value === undefined ? 'utf8' : wordAt(field('encoding'), ['base64'] as const);
  const stored = chunksAt(pieces);
  let body: Uint8Array | undefined;
  let chunks: readonly Chunk[] | undefined;
  const bytes = (): Uint8Array => {
    body ??= Buffer.from(text, encoding);
    return body;
  };
  return {
    bytes,
    chunks() {
      chunks ??= adapted(stored, bytes().length);
      return chunks;
    },
  };
}

function chunksAt(pieces: Place): Chunk[] {
  return listAt(pieces).map((piece) => {
    const [at, bytes] = Array.isArray(piece.value) ? (piece.value as unknown[]) : [];
    if (!isCount(at) || !isCount(bytes)) throw wrong(piece, 'two numbers, milliseconds and bytes');
    return { at, bytes };
  });
}

/** Somebody may have changed the text by hand: what is more belongs to the last piece, and what is less is missing at the end. */
function adapted(chunks: readonly Chunk[], size: number): readonly Chunk[] {
  const total = chunks.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total === size) return chunks;
  let left = size;
  const taken = chunks.map(({ at, bytes }) => {
    const here = Math.min(bytes, left);
    left -= here;
    return { at, bytes: here };
  });
  const last = taken.pop() ?? { at: 0, bytes: 0 };
  return [...taken, { at: last.at, bytes: last.bytes + left }].filter(({ bytes }) => bytes > 0);
}

function pairsAt(place: Place): HeaderList {
  return listAt(place).map((pair) => {
    const field = objectAt(pair);
    return [stringAt(field('name')), stringAt(field('value'))] as const;
  });
}
