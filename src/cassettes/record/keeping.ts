/** One exchange on its way through Polly into a cassette: what Polly asks for, answered by the store. */
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { HarEntry } from '../../har.ts';
import { keyOf } from '../match/match-key.ts';
import { readSettings } from '../read-settings.ts';
import type { Broken, RecordedRequest, Recording } from '../recording.ts';
import { findSecrets } from '../secrets/find-secrets.ts';
import { redacted } from '../secrets/redacted.ts';
import { refusalText } from '../secrets/refusal-text.ts';
import { withReferences } from '../side-file.ts';
import { editCassette } from '../store/edit-cassette.ts';
import { folderOf } from '../store/folder-of.ts';
import { fromEntry } from '../store/from-entry.ts';
import { toEntry } from '../store/to-entry.ts';
import type { Keep } from './keep.ts';
import { HoldsSecrets, NotKept } from './not-kept.ts';
import { placeFor } from './place-for.ts';
import { type Matched, pollyId } from './polly-id.ts';

const BROKEN: Readonly<Record<Broken, string>> = {
  'upstream cut': 'The upstream broke off its reply.',
  'upstream silent': 'The upstream fell silent in its reply.',
  'client left': 'The client left before the reply was whole.',
  'error event': 'The stream ended with an error event.',
};

export class Keeping {
  readonly #keep: Keep;
  readonly #folder: string;
  readonly #since: number;
  readonly #taking: () => Promise<Recording | NotKept>;
  #recording: Recording | undefined;
  #files: ReadonlyMap<string, Uint8Array> = new Map();

  /**
   * @param since when the recorder was made, in milliseconds since the Unix epoch
   * @throws CassetteError for a name that cannot be one
   */
  constructor(keep: Keep, since: number, taking: () => Promise<Recording | NotKept>) {
    this.#keep = keep;
    this.#folder = folderOf(keep.directory, keep.name);
    this.#since = since;
    this.#taking = taking;
  }

  /**
   * Follows the call to its end.
   *
   * @throws UpstreamError when there was no reply, NotKept when the reply is not to be kept
   */
  async take(): Promise<Recording> {
    const taken = await this.#taking();
    if (taken instanceof NotKept) throw taken;
    const { broken } = taken.response;
    if (broken && !this.#keep.keepBroken) throw new NotKept(`${BROKEN[broken]} With --keep-broken it would be kept.`);
    if (this.#keep.lastingOnly && isPassing(taken.response.status)) {
      throw new NotKept(
        `The upstream answered ${taken.response.status}, which may be over the next time. With --mode record it would be kept.`,
      );
    }
    this.#recording = taken;
    return taken;
  }

  /**
   * What stands in place of the entry that Polly made.
   *
   * @param sent what Polly finds the request by, as the client sent it
   * @throws HoldsSecrets when they are not to be redacted; CassetteError for settings that cannot be used
   */
  async entry(sent: Matched): Promise<HarEntry> {
    const { directory, name, redact } = this.#keep;
    const seen = this.recording;
    const settings = await readSettings(this.#folder, resolve(directory));
    const clean = redact ? redacted(seen, settings) : seen;
    const findings = findSecrets(clean, settings);
    if (findings.length > 0)
      throw new HoldsSecrets(refusalText(findings, name, join(folderOf(directory, name), 'cassette.json')));
    const { body, files } = withReferences(clean.request.body);
    this.#files = files;
    // A digest of the request as it was would let everybody try which secret stood there. A client that sends the pseudonym is found.
    const id = pollyId(
      isDeepStrictEqual(clean.request, seen.request) ? sent : written(clean.request, seen.request, sent),
    );
    return toEntry({ ...clean, request: { ...clean.request, body }, polly: { id, order: 0 } });
  }

  /**
   * Puts the entry into the cassette, and on the disk. Every Polly counts from 0, so that the order is only known here, where the cassette
   * is locked.
   *
   * @throws CassetteError
   */
  async save(entry: HarEntry): Promise<void> {
    const { directory, name, private: isPrivate } = this.#keep;
    const recording = fromEntry(entry, name);
    const { id } = recording.polly;
    const goes = await this.#replacedBy(recording);
    let order = 0;
    const add = (recordings: readonly Recording[]): readonly Recording[] => {
      const place = placeFor(id, recordings, goes);
      order = place.order;
      return place.kept.toSpliced(place.index, 0, { ...recording, polly: { id, order } });
    };
    const { recordings } = await editCassette(directory, name, add, { private: isPrivate, files: this.#files });
    this.#recording = recordings.find(({ polly }) => polly.id === id && polly.order === order);
  }

  /** Tells of recordings whether this one takes their place: those of earlier runs that answer the same request. */
  async #replacedBy({ request }: Recording): Promise<(recording: Recording) => boolean> {
    const { directory, name, anew } = this.#keep;
    if (anew === undefined) return () => false;
    const own = await readSettings(folderOf(directory, name), resolve(directory));
    const settings = { ...own, match: own.match ?? anew };
    const key = keyOf(request, settings);
    return (old) =>
      Date.parse(old.startedAt) < this.#since &&
      old.request.path === request.path &&
      keyOf(old.request, settings) === key;
  }

  /** As it was taken, and as it stands in the cassette once it was saved. */
  get recording(): Recording {
    return this.#recording!;
  }
}

/** The same for what is written in place of what was sent. */
function written({ url, body, text }: RecordedRequest, seen: RecordedRequest, sent: Matched): Matched {
  const json = body === undefined ? (text ?? '') : JSON.stringify(body);
  return { method: sent.method, url: url === seen.url ? sent.url : url, body: json };
}

/** Does a refusal depend on the key, the account or the hour, rather than on the request? */
function isPassing(status: number): boolean {
  return [401, 402, 403, 408, 429].includes(status) || status >= 500;
}
