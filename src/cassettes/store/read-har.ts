/** Reads a HAR file of recordings, if it is one. */
import { readFile } from 'node:fs';
import { promisify } from 'node:util';
import { describeValue } from '../../contract/describe-value.ts';
import type { Har } from '../../har.ts';
import { CassetteError } from '../cassette.ts';
import { fileError, isMissing } from './file-error.ts';

/** What a cassette's file is called, in a folder of its own. Source: @pollyjs/persister-fs. */
export const HAR_FILE = 'recording.har';
/** Polly refuses files of other makers. */
export const CREATOR = 'Polly.JS';
/** Of our own fields. */
export const FORMAT = 1;

/** Faster than that of node:fs/promises by a third, which counts where there are thousands of small files. */
const read = promisify(readFile);
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * The file's content; undefined when there is no such file. Its entries are not looked into (`fromEntry` does that).
 *
 * @throws CassetteError when it cannot be read, is no JSON, no HAR, or was not made by Stunt Double or Polly.js
 */
export async function readHar(file: string): Promise<Har | undefined> {
  let bytes: Buffer;
  try {
    bytes = await read(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw fileError(file, 'read', error);
  }
  return parseHar(bytes, file);
}

function parseHar(bytes: Buffer, file: string): Har {
  const value = parse(bytes, file);
  const log = fieldOf(value, 'log');
  const entries = fieldOf(log, 'entries');
  if (!Array.isArray(entries)) {
    const got = log === undefined ? describeValue(value) : `entries: ${describeValue(entries)}`;
    throw refused(file, `is no HAR file: expected { "log": { "entries": [...] } }, but got ${got}. ${MOVE}`);
  }
  const creator = fieldOf(fieldOf(log, 'creator'), 'name');
  if (creator !== CREATOR) {
    const got = describeValue(creator);
    throw refused(file, `was made by another program: log.creator.name is ${got}, not "${CREATOR}". ${IMPORT}`);
  }
  const format = fieldOf(fieldOf(log, '_stuntdouble'), 'format');
  if (typeof format === 'number' && format > FORMAT) {
    throw refused(file, `has the format ${format}, and this version knows ${FORMAT}. Update stuntdouble.`);
  }
  return value as Har;
}

const MOVE = 'Move it away, or restore it from version control.';
const IMPORT = 'Take it in with stuntdouble cassettes import, or move it away.';

function parse(bytes: Buffer, file: string): unknown {
  if (bytes.length === 0) throw refused(file, `is empty. ${MOVE}`);
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw refused(file, 'is not UTF-8, or too large. Save it with the encoding UTF-8, or split the cassette.');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const conflict = /^<{7} /m.exec(text);
    if (conflict) throw refused(file, `holds a merge conflict in ${lineOf(text, conflict.index)}. Resolve it.`);
    // Of some mistakes Node tells the place, of others what stands there.
    const message = (error as Error).message.replace(/\s+/g, ' ').replace(/ is not valid JSON$/, '');
    const at = /at position (\d+)/.exec(message)?.[1];
    const place = at === undefined ? message : `it stops being so in ${lineOf(text, Number(at))}`;
    throw refused(file, `is not JSON: ${place}. Mend it, or restore it from version control.`);
  }
}

function lineOf(text: string, offset: number): string {
  return `line ${text.slice(0, offset).split('\n').length}`;
}

function fieldOf(value: unknown, key: string): unknown {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return isObject ? (value as Record<string, unknown>)[key] : undefined;
}

function refused(file: string, reason: string): CassetteError {
  return new CassetteError(`${file} ${reason}`, file);
}
