/** Puts imported recordings into a cassette: without secrets, with their side files, none twice. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { readSettings } from '../read-settings.ts';
import type { Recording } from '../recording.ts';
import { type Finding, findSecrets } from '../secrets/find-secrets.ts';
import { redacted } from '../secrets/redacted.ts';
import { findingText } from '../secrets/refusal-text.ts';
import { withReferences } from '../side-file.ts';
import { editCassette } from '../store/edit-cassette.ts';
import { folderOf } from '../store/folder-of.ts';
import type { Remark, Taken } from './imported.ts';

export interface TakeInOptions {
  directory: string;
  name: string;
  /** Write pseudonyms where secrets stood, instead of nothing at all? */
  redact: boolean;
  private: boolean;
}

export interface TakenIn {
  /** How many are new in the cassette. */
  added: number;
  skipped: Remark[];
}

/**
 * Adds them behind what is there.
 *
 * @throws CassetteError when the cassette cannot be read or written
 */
export async function takeIn(taken: readonly Taken[], options: TakeInOptions): Promise<TakenIn> {
  const { directory, name } = options;
  const settings = await readSettings(folderOf(directory, name), resolve(directory));
  const skipped: Remark[] = [];
  const clean: Taken[] = [];
  const files = new Map<string, Uint8Array>();
  for (const { where, recording } of taken) {
    const seen = options.redact ? redacted(recording, settings) : recording;
    const reason = refusalOf(findSecrets(seen, settings));
    if (reason !== undefined) {
      skipped.push({ where, reason });
      continue;
    }
    const { body, files: own } = withReferences(seen.request.body);
    for (const [file, bytes] of own) files.set(file, bytes);
    const request = { ...seen.request, body };
    // Polly's digest of a request whose secret is replaced would let everybody try which secret stood there.
    const id = seen === recording && seen.polly.id !== '' ? seen.polly.id : digestOf(request);
    clean.push({ where, recording: { ...seen, request, polly: { id, order: 0 } } });
  }
  if (clean.length === 0) return { added: 0, skipped };
  let known: Taken[] = [];
  const add = (there: readonly Recording[]): readonly Recording[] => {
    const before = stockOf(there);
    known = clean.filter(({ recording }) => before.take(nameOf(recording)));
    const twice = new Set(known);
    const fresh = clean.filter((each) => !twice.has(each)).map(({ recording }) => recording);
    return [...there, ...numbered(fresh, there)];
  };
  await editCassette(directory, name, add, { private: options.private, files });
  const twice = known.map(({ where }) => ({ where, reason: 'it is in the cassette already' }));
  return { added: clean.length - known.length, skipped: [...skipped, ...twice] };
}

function refusalOf([secret, ...more]: readonly Finding[]): string | undefined {
  if (!secret) return undefined;
  const others = more.length === 0 ? '' : `, and ${more.length} more`;
  return `it holds what looks like a secret: ${findingText(secret)}${others}. See --redact`;
}

/** Each behind those of the same id: Polly takes two of the same id and order for one. */
function numbered(fresh: readonly Recording[], there: readonly Recording[]): Recording[] {
  const next = new Map<string, number>();
  for (const { polly } of there) next.set(polly.id, Math.max(next.get(polly.id) ?? 0, polly.order + 1));
  return fresh.map((recording) => {
    const { id } = recording.polly;
    const order = next.get(id) ?? 0;
    next.set(id, order + 1);
    return { ...recording, polly: { id, order } };
  });
}

function digestOf(request: Recording['request']): string {
  return createHash('md5')
    .update(JSON.stringify([request.method, request.url, request.body]))
    .digest('hex');
}

/** The same exchange, however often it was imported. */
function nameOf({ polly, response }: Recording): string {
  return `${polly.id} ${response.status} ${createHash('md5').update(response.body).digest('hex')}`;
}

/** What is there, each to be taken once: the same exchange may have been made twice. */
function stockOf(recordings: readonly Recording[]): { take(name: string): boolean } {
  const left = new Map<string, number>();
  for (const recording of recordings) left.set(nameOf(recording), (left.get(nameOf(recording)) ?? 0) + 1);
  return {
    take(name) {
      const count = left.get(name) ?? 0;
      left.set(name, Math.max(0, count - 1));
      return count > 0;
    },
  };
}
