/** The times of a recorded body, for another body that takes its place. */
import type { Chunk } from '../recording.ts';

/**
 * Chunks that add up to a body of `size` bytes: each has the share that it had, and its time.
 *
 * @param ends where a chunk may end, ascending, in bytes: behind each event of a stream
 * @example spreadChunks([{ at: 5, bytes: 10 }, { at: 9, bytes: 30 }], 80, [20, 80]) // [{ at: 5, bytes: 20 }, { at: 9, bytes: 60 }]
 */
export function spreadChunks(chunks: readonly Chunk[], size: number, ends?: readonly number[]): Chunk[] {
  if (size === 0) return [];
  const total = chunks.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total === 0) return [{ at: chunks.at(-1)?.at ?? 0, bytes: size }];
  const spread: Chunk[] = [];
  let seen = 0;
  let start = 0;
  let next = 0;
  for (const { at, bytes } of chunks) {
    seen += bytes;
    const share = Math.floor((seen / total) * size);
    if (ends) while (next < ends.length - 1 && ends[next]! < share) next++;
    const end = Math.min(size, Math.max(start, ends && share < size ? ends[next]! : share));
    if (end > start) spread.push({ at, bytes: end - start });
    start = end;
  }
  return spread;
}
