/** Sends a recorded request once more, to see what is answered today. */
import type { DialectName } from '../../contract/validator.ts';
import { CassetteError } from '../cassette.ts';
import type { Recorder } from '../record/recorder.ts';
import type { HeaderList, Recording } from '../recording.ts';
import { resolveReferences } from '../side-file.ts';
import { UpstreamBroken, UpstreamError } from '../upstream/upstream-error.ts';

export interface CallAgainOptions {
  recorder: Pick<Recorder, 'call'>;
  /** That of the cassette, with its side files. */
  folder: string;
  /** Address that the path is put behind. Never that of the recording: whoever wrote the file would be sent the key. */
  origin: string;
  key: string;
  /** Milliseconds of silence. */
  timeout: number;
}

/** As `secrets/` writes them. */
const PSEUDONYM = /REDACTED-[0-9a-f]{12}/;
/** What says something about the key, or about the hour, and not about the interface. */
const OF_THE_MOMENT: ReadonlySet<number> = new Set([401, 402, 403, 429, 503, 529]);
/** Pseudonyms are looked for in JSON, whose writing goes as deep as the stack. */
const DEEP = 'its request is nested too deep to be written as JSON';

/** What came back, or why that says nothing, for people. Never stored. */
export async function callAgain(
  recording: Recording,
  options: CallAgainOptions,
): Promise<Recording | { reason: string }> {
  const { recorder, folder, origin, key, timeout } = options;
  const { dialect, method, path, headers, text } = recording.request;
  if (recording.response.broken) return { reason: `its reply broke off (${recording.response.broken})` };
  try {
    const body = bodyOf(await resolveReferences(recording.request.body, folder), text);
    // The request would be another one: what stood there is not known.
    if (PSEUDONYM.test(body) || PSEUDONYM.test(path))
      return { reason: 'its request holds pseudonyms, so it cannot be sent again' };
    const sent: HeaderList = [...headers, keyHeader(dialect, key)];
    const call = { dialect, method, url: `${origin}${path}`, path, headers: sent, body: Buffer.from(body) };
    const reply = await recorder.call(call, { keep: undefined, timeout });
    await readAll(reply.body);
    const { recording: live } = await reply.kept;
    if (!live) return { reason: 'its reply could not be read' };
    const { status } = live.response;
    if (status !== recording.response.status && OF_THE_MOMENT.has(status))
      return { reason: `the upstream answers ${status}: ${shownOf(live)}` };
    return live;
  } catch (error) {
    if (error instanceof RangeError) return { reason: DEEP };
    if (error instanceof UpstreamError || error instanceof CassetteError) return { reason: error.message };
    throw error;
  }
}

function bodyOf(body: unknown, text: string | undefined): string {
  return body === undefined ? (text ?? '') : JSON.stringify(body);
}

function keyHeader(dialect: DialectName, key: string): readonly [string, string] {
  return dialect === 'anthropic' ? ['x-api-key', key] : ['authorization', `Bearer ${key}`];
}

/** What broke off is kept as what it was. */
async function readAll(body: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const _ of body);
  } catch (error) {
    if (!(error instanceof UpstreamBroken)) throw error;
  }
}

function shownOf({ response }: Recording): string {
  const text = Buffer.from(response.body).toString('utf8').replace(/\s+/g, ' ').trim();
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
