/** The upstream's answer, passed on as it comes, and kept where that is wished. */
import type { RecordOptions } from '../cassettes/record/recorder.ts';
import type { HeaderList } from '../cassettes/recording.ts';
import { isSelf } from '../cassettes/upstream/origins.ts';
import { UpstreamError } from '../cassettes/upstream/upstream-error.ts';
import { ApiError } from '../errors.ts';
import type { Frame, Relay } from '../reply.ts';
import type { Context } from './context.ts';
import type { Answered } from './exchange.ts';
import { ownHeader } from './own-header.ts';
import { keptAs, type Playback } from './playing.ts';
import { answerOf } from './replayed.ts';
import { pathOf, type TapedRequest } from './taped-request.ts';

/** What is recorded without a name. */
const UNNAMED = 'default';

/**
 * Calls the upstream with the request as it came. Resolves with the head of its reply.
 *
 * @throws ApiError as an error of the mock when it cannot be reached
 */
export async function callUpstream(request: TapedRequest, playback: Playback, context: Context): Promise<Answered> {
  const { received, target, plan } = request;
  const { library, origins, options } = context;
  const path = pathOf(received.url);
  const url = `${origins[target.dialect.name]}${path}`;
  const hops = Number(ownHeader(received.headers, HOPS)) || 0;
  if (isSelf(url, received.wire.local) || hops >= MOST_HOPS) throw selfCall(url);
  const recorder = await library.recorder();
  const left = new AbortController();
  const stopListening = received.wire.onClose(() => left.abort());
  const spoilt = plan !== undefined && plan.faults.length > 0;
  const call = {
    dialect: target.dialect.name,
    method: received.method,
    url,
    path,
    headers: [...headersToSend(received.wire.rawHeaders, spoilt), ...hop(url, hops + 1)],
    body: received.body.bytes,
  };
  const keep = playback.mode === 'passthrough' ? undefined : keepingOf(playback, context);
  const how: RecordOptions = {
    keep,
    timeout: options.upstreamTimeout,
    signal: left.signal,
    inform: (status, headers) => received.wire.inform(status, headers),
  };
  const live = await recorder.call(call, how).catch(refuseUnreached);
  // From then on the relay listens.
  if (!spoilt) stopListening();
  const kept = live.kept.then((told) => {
    if (told.stored) library.forget(keep!.name);
    return told;
  });
  const playing = {
    mode: playback.mode,
    cassette: keep?.name ?? null,
    recording: null,
    stored: false,
    notes: [],
  };
  const headers = { 'x-mock-source': 'upstream' };
  if (spoilt) {
    // Faults act on frames, so they wait for all of them. What is kept is the reply as it was.
    const { frames, whole } = await collected(live.body);
    stopListening();
    const told = await kept;
    const answer = told.recording && whole ? answerOf(told.recording, frames) : { kind: 'raw' as const, body: '' };
    const reply = { status: live.status, headers: { ...plain(live.headers), ...headers }, frames };
    return { answer, reply, playing: keptAs(playing, told) };
  }
  const { statusText, body, trailers, stop } = live;
  const relay: Relay = { statusText, headers: live.headers, body, trailers, stop, kept };
  return { answer: { kind: 'live', kept }, reply: { status: live.status, headers, frames: [], relay }, playing };
}

function keepingOf({ cassette, mode }: Playback, { library, options }: Context): NonNullable<RecordOptions['keep']> {
  const { redact, keepBroken, privateCassettes, match } = options;
  const name = cassette ?? UNNAMED;
  const anew = mode === 'record' ? match : undefined;
  const lastingOnly = mode === 'auto';
  return { directory: library.directory, name, redact, keepBroken, private: privateCassettes, lastingOnly, anew };
}

/** Headers of a single connection, those that the mock took off, and those that speak to the mock: none of the upstream's business. */
const NOT_SENT =
  /^(connection|keep-alive|proxy-connection|proxy-authorization|te|trailer|transfer-encoding|upgrade|expect|host|content-length|content-encoding|x-mock-.*)$/i;

/** Through how many mocks a request came: one may have more names than it can know of, and two may be each other's upstream. */
const HOPS = 'x-mock-hops';
const MOST_HOPS = 5;

/** Services are not told: no mock speaks TLS. */
function hop(url: string, count: number): HeaderList {
  return url.startsWith('http:') ? [[HOPS, String(count)]] : [];
}

/** @param plainly without compression, as for faults, which cannot spoil what they cannot read */
function headersToSend(raw: readonly string[], plainly: boolean): HeaderList {
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index]!;
    if (!NOT_SENT.test(name) && !(plainly && /^accept-encoding$/i.test(name))) headers.push([name, raw[index + 1]!]);
  }
  return headers;
}

async function collected(body: AsyncIterable<Uint8Array>): Promise<{ frames: Frame[]; whole: boolean }> {
  const pieces: Uint8Array[] = [];
  let whole = true;
  try {
    for await (const piece of body) pieces.push(piece);
  } catch {
    whole = false;
  }
  const frames: Frame[] = [{ wait: 0, bytes: Buffer.concat(pieces) }];
  if (!whole) frames.push({ wait: 0, cut: 'reset' });
  return { frames, whole };
}

/** As faults know them: each name once. Lengths are told anew. */
function plain(headers: HeaderList): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (key !== 'content-length') merged[key] = key in merged ? `${merged[key]}, ${value}` : value;
  }
  return merged;
}

/** 424: what was asked depends on another request, and that one failed. No client tries it again. */
function refuseUnreached(error: unknown): never {
  if (!(error instanceof UpstreamError)) throw error;
  throw new ApiError('invalid_request', error.message, {
    mock: true,
    status: 424,
    mockDetail: { code: 'upstream_not_reached' },
  });
}

function selfCall(url: string): ApiError {
  const message = `The upstream ${url.split('?', 1)[0]} is this mock itself, or leads back to it. Name the service to record from with --upstream <origin>.`;
  return new ApiError('invalid_request', message, { mock: true, mockDetail: { code: 'upstream_is_self' } });
}
