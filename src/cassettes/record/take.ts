/** One call of an upstream, followed to its end. */
import type { Clock } from '../../clock.ts';
import type { Broken, HeaderList, Recording } from '../recording.ts';
import type { Upstream } from '../upstream/upstream.ts';
import type { CallOptions, UpstreamCall, UpstreamReply } from '../upstream/upstream-call.ts';
import { decompressed, type Piece } from './decompressed.ts';
import { NotKept } from './not-kept.ts';
import { toRecording } from './to-recording.ts';

/** Bytes of a body, as it came and decompressed. Longer replies are relayed, but nothing of them stays in memory. */
const LONGEST_KEPT = 64 * 2 ** 20;

export interface Parts {
  clock: Clock;
  upstream: Pick<Upstream, 'call'>;
}

/**
 * Calls, hands the reply to `opened` when its headers are there, and resolves when it is over, or broke off.
 *
 * @returns what was seen; or why nothing can be kept of it
 * @throws UpstreamError when there is no reply
 */
export async function take(
  call: UpstreamCall,
  how: CallOptions,
  { clock, upstream }: Parts,
  opened: (reply: UpstreamReply) => void,
): Promise<Recording | NotKept> {
  let startedAt = clock.now();
  let start = clock.elapsed();
  const pieces: Piece[] = [];
  let size = 0;
  let end: (how: { trailers: HeaderList; broken: Broken | undefined }) => void;
  const over = new Promise<{ trailers: HeaderList; broken: Broken | undefined }>((resolve) => {
    end = resolve;
  });
  const listener = {
    // Loading the client, looking up a name and connecting are none of the reply's time.
    sending(): void {
      startedAt = clock.now();
      start = clock.elapsed();
    },
    chunk(bytes: Uint8Array): void {
      size += bytes.length;
      if (size <= LONGEST_KEPT) pieces.push({ at: Math.round(clock.elapsed() - start), bytes });
      else pieces.length = 0;
    },
    over: (trailers: HeaderList, broken: Broken | undefined) => end({ trailers, broken }),
  };
  const reply = await upstream.call(call, how, listener);
  opened(reply);
  const { trailers, broken } = await over;
  if (size > LONGEST_KEPT) return new NotKept(`The reply is longer than ${LONGEST_KEPT / 2 ** 20} MiB.`);
  const codings = reply.headers.filter(([name]) => name === 'content-encoding').map(([, value]) => value);
  try {
    const most = LONGEST_KEPT;
    const clear = await decompressed(pieces, codings.join(','), { whole: broken === undefined, most });
    return toRecording({ call, startedAt, reply, pieces: clear, trailers, broken });
  } catch (error) {
    if (error instanceof NotKept) return error;
    throw error;
  }
}
