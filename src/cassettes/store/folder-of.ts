/** Where a cassette lies: a folder whose name is made of the cassette's, as Polly.js makes it, so that Polly finds it too. */
import { join, resolve } from 'node:path';
import { CassetteError } from '../cassette.ts';

const LONGEST = 500;
const MOST_PARTS = 20;
/** Of one part's folder: Polly's own limit. */
const LONGEST_PART = 100;

/**
 * The absolute folder of the cassette `name`. Each part of the name between slashes becomes a folder of letters, digits, `-` and `_` with a
 * hash behind it: nothing in a name leads out of `directory`, no two names share a folder where case does not count, and names that
 * Windows reserves are harmless.
 *
 * @throws CassetteError for a name that is blank, longer than 500 characters, nested in more than 20 folders, or not Unicode
 * @example folderOf('/app/cassettes', 'agents/tool-loop') // '/app/cassettes/agents_2669785679/tool-loop_2462055172'
 */
export function folderOf(directory: string, name: string): string {
  const parts = name.split('/');
  if (name.trim() === '') throw refused(name, 'it is blank');
  if (name.length > LONGEST) throw refused(name, `it is longer than ${LONGEST} characters`);
  if (parts.length > MOST_PARTS) throw refused(name, `it has more than ${MOST_PARTS} parts between slashes`);
  if (!name.isWellFormed()) throw refused(name, 'it holds half a character (a lone surrogate)');
  return resolve(join(directory, ...parts.map(folderOfPart)));
}

/** Source: `guidForRecording` of @pollyjs/core 6, with which a test compares it. Asked of Polly itself, every start would have to load it. */
function folderOfPart(part: string): string {
  const hash = String(fnv1a(part));
  const slug = part.replace(/\W/g, '-').replace(/-+/g, '-').replace(/^-|-$/g, '');
  return `${slug.slice(0, LONGEST_PART - hash.length - 1)}_${hash}`;
}

/** FNV-1a with 32 bits, over UTF-8. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function refused(name: string, reason: string): CassetteError {
  const shown = JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}...` : name);
  return new CassetteError(`A cassette cannot be called ${shown}: ${reason}. Give it a name like agents/tool-loop.`);
}
