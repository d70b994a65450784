/** A cassette as other programs read it. */
import type { Har, HarEntry } from '../../har.ts';
import type { Cassette } from '../cassette.ts';
import { resolveReferences } from '../side-file.ts';
import { CREATOR } from '../store/read-har.ts';
import { toEntry } from '../store/to-entry.ts';

/** Whose form of file this is. */
const POLLY = '6.0.6';

/**
 * The cassette as an HTTP archive (HAR 1.2), with the contents of its side files where they stood.
 *
 * @param form `har`: nothing but what the format has; `polly`: what @pollyjs/persister-fs can replay, and what we need to take it in again
 *   without a loss
 * @throws CassetteError when a side file is missing
 */
export async function exported({ name, folder, recordings }: Cassette, form: 'har' | 'polly'): Promise<Har> {
  const entries: HarEntry[] = [];
  for (const recording of recordings) {
    const body = await resolveReferences(recording.request.body, folder);
    const entry = toEntry({ ...recording, request: { ...recording.request, body } });
    entries.push(form === 'polly' ? entry : (withoutOwn(entry) as HarEntry));
  }
  const creator = form === 'polly' ? { name: CREATOR, version: POLLY } : { name: 'stuntdouble', version: '1' };
  return { log: { version: '1.2', creator, ...(form === 'polly' && { _recordingName: name }), entries } };
}

function withoutOwn(entry: HarEntry): object {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !key.startsWith('_')));
}
