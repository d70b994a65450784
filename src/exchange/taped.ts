/** Answers out of a cassette, and answers of the upstream. */
import { ageText } from '../cassettes/age.ts';
import { CassetteError } from '../cassettes/cassette.ts';
import type { Library } from '../cassettes/library.ts';
import { missText } from '../cassettes/match/miss-text.ts';
import type { Found, NearMiss, Tape } from '../cassettes/match/tape.ts';
import type { Recording } from '../cassettes/recording.ts';
import { didYouMean } from '../did-you-mean.ts';
import { ApiError } from '../errors.ts';
import { callUpstream } from './call-upstream.ts';
import type { Context } from './context.ts';
import type { Answered } from './exchange.ts';
import { demandCalling, isLive } from './playback.ts';
import type { Playback } from './playing.ts';
import { replayed } from './replayed.ts';
import { keyedOf, type TapedRequest } from './taped-request.ts';

/** How many of the nearest recordings are told. */
const NEAREST = 3;

/**
 * What a cassette or the upstream answers; undefined where it is for the mock to invent an answer. At once where that can be: a replay takes
 * less time than a promise or two.
 *
 * @throws ApiError as an error of the mock: no recording, no upstream, or not allowed
 */
export function taped(
  request: TapedRequest,
  playback: Playback,
  context: Context,
): Answered | undefined | Promise<Answered | undefined> {
  if (isLive(playback)) return live(request, playback, context);
  const tape = context.library.tape(playback.cassette, context.options);
  if (!(tape instanceof Promise)) return played(request, playback, context, tape);
  return tape.catch(refuseBroken).then((read) => played(request, playback, context, read));
}

function played(
  request: TapedRequest,
  playback: Playback,
  context: Context,
  tape: Tape,
): Answered | undefined | Promise<Answered> {
  const { library, plays, options } = context;
  const found = tape.find(keyedOf(request), plays);
  const age = found ? expiredAge(found.recording, context) : undefined;
  if (found && (age === undefined || options.expired === 'warn')) {
    library.noteUse(found.recording);
    return replayed(request, found.recording, { playback, notes: notesOf(found, age) }, context);
  }
  if (playback.mode === 'replay-or-synthetic') return undefined;
  if (playback.mode === 'auto' && !found) return live(request, playback, context);
  if (found) throw expired(found.recording, age!);
  return refuseMissing(request, tape, playback, library);
}

function live(request: TapedRequest, playback: Playback, context: Context): Promise<Answered> {
  demandCalling(playback, request.received, context);
  return callUpstream(request, playback, context);
}

/** Milliseconds since it was made, where that is too long ago. */
function expiredAge({ startedAt }: Recording, { clock, expires }: Context): number | undefined {
  if (expires === undefined) return undefined;
  const age = clock.now() - Date.parse(startedAt);
  return age > expires ? age : undefined;
}

function notesOf({ recording, loop }: Found, age: number | undefined): string[] {
  const notes = loop === undefined ? [] : [loop];
  if (age !== undefined) notes.push(`Recording ${recording.id} is ${ageText(age)} old, which is expired.`);
  return notes;
}

function expired({ id }: Recording, age: number): ApiError {
  const message = `Recording ${id} would answer, but it is ${ageText(age)} old, and expired recordings are refused. Record it anew, or raise --expires.`;
  return new ApiError('not_found', message, { mock: true, mockDetail: { code: 'recording_expired', recording: id } });
}

async function refuseMissing(
  request: TapedRequest,
  tape: Tape,
  { cassette }: Playback,
  library: Library,
): Promise<never> {
  const nearest: readonly NearMiss[] = tape.nearest(keyedOf(request), NEAREST);
  const named = cassette === undefined ? 'any cassette' : `cassette "${cassette}"`;
  const where = tape.size === 0 ? `${named} of ${library.directory}` : named;
  const other = tape.size === 0 && cassette !== undefined ? didYouMean(cassette, await library.names()) : '';
  const why = missText(nearest, tape.size, library.settingsFile(cassette));
  throw new ApiError('not_found', `No recording in ${where} answers this request.${other}\n${why}`, {
    mock: true,
    mockDetail: { code: 'no_recording', cassette: cassette ?? null, recordings: tape.size, nearest },
  });
}

function refuseBroken(error: unknown): never {
  if (!(error instanceof CassetteError)) throw error;
  throw new ApiError('invalid_request', error.message, { mock: true, mockDetail: { code: 'broken_cassette' } });
}
