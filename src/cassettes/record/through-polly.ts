/** Has Polly.js record one exchange. */
import { isUtf8 } from 'node:buffer';
import { Polly, type Request } from '@pollyjs/core';
import type { HarEntry } from '../../har.ts';
import type { Recording } from '../recording.ts';
import type { UpstreamCall } from '../upstream/upstream-call.ts';
import type { Keep } from './keep.ts';
import { Keeping } from './keeping.ts';
import type { NotKept } from './not-kept.ts';
import { type Box, PollyAdapter } from './polly-adapter.ts';
import { PollyPersister } from './polly-persister.ts';

/** Polly's types do not speak of it. */
interface IdentifiedRequest extends Request {
  identifiers: { method: string; url: string };
}

/**
 * A Polly of its own for each exchange: one that lived longer would keep every request in memory, and write only when stopped.
 *
 * @param since when the recorder was made, in milliseconds since the Unix epoch
 * @param taking makes the call and follows it to its end
 * @returns the recording as it stands in the cassette, on the disk
 * @throws UpstreamError when there was no reply, NotKept, CassetteError
 */
export async function throughPolly(
  call: UpstreamCall,
  keep: Keep,
  since: number,
  taking: () => Promise<Recording | NotKept>,
): Promise<Recording> {
  const box: Box = { keeping: new Keeping(keep, since, taking) };
  const polly = new Polly(keep.name, {
    mode: 'record',
    adapters: [PollyAdapter],
    persister: PollyPersister,
    // Polly merges options deeply, but leaves instances of classes alone.
    persisterOptions: { keepUnusedRequests: true, [PollyPersister.id]: { keeping: box.keeping } },
    recordIfMissing: false,
    recordFailedRequests: true,
    // The body counts as well, but its digest is made elsewhere (`pollyId`).
    matchRequestsBy: { headers: false, body: false },
    logLevel: 'silent',
  });
  const bytes = Buffer.from(call.body.buffer, call.body.byteOffset, call.body.byteLength);
  // As Polly's own adapters tell it, so that the digest is the same.
  const body = bytes.toString(isUtf8(bytes) ? 'utf8' : 'base64');
  polly.server.any().on('beforePersist', async (request, entry: HarEntry) => {
    const { method, url } = (request as IdentifiedRequest).identifiers;
    for (const key of Object.keys(entry)) delete entry[key as keyof HarEntry];
    Object.assign(entry, await box.keeping.entry({ method, url, body }));
  });
  await polly.adapters.get(PollyAdapter.id)!.handleRequest({
    method: call.method,
    url: call.url,
    headers: {},
    body,
    requestArguments: { box },
  });
  if (box.failed !== undefined) throw box.failed;
  await polly.stop();
  return box.keeping.recording;
}
