/** Reads a file of recordings that another program made. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { CassetteError } from '../cassette.ts';
import { isObject } from '../replay/events-of.ts';
import { fileError } from '../store/file-error.ts';
import { CREATOR } from '../store/read-har.ts';
import type { TakeOptions } from './foreign-exchange.ts';
import type { ForeignFormat } from './foreign-formats.ts';
import { fromAimock } from './from-aimock.ts';
import { fromHar } from './from-har.ts';
import { fromVcrpy, parseYaml } from './from-vcrpy.ts';
import type { Imported } from './imported.ts';

/**
 * @param format undefined: told by what is in the file
 * @throws CassetteError when it cannot be read, or is of no known format
 */
export async function readForeign(
  file: string,
  format: ForeignFormat | undefined,
  options: TakeOptions,
): Promise<Imported & { format: ForeignFormat }> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fileError(file, 'read', error);
  });
  const value = await parsed(text.replace(/^\ufeff/, ''), file);
  const known = format ?? formatOf(value);
  if (!known) {
    const expected = 'fixtures of aimock, a HAR file (of a browser or Polly.js), or a cassette of VCR.py';
    throw new CassetteError(`${file} is none of ${expected}. Say which with --from.`, file);
  }
  const name = basename(file);
  switch (known) {
    case 'aimock':
      return { ...fromAimock(value, name, options), format: known };
    case 'vcrpy':
      return { ...(await fromVcrpy(value, name, options)), format: known };
    default:
      return { ...(await fromHar(value, name, known === 'polly', options)), format: known };
  }
}

async function parsed(text: string, file: string): Promise<unknown> {
  if (/\.ya?ml$/i.test(file)) return parseYaml(text, file);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (/^\s*[{[]/.test(text)) throw new CassetteError(`${file} is no JSON: ${(error as Error).message}.`, file);
    return parseYaml(text, file);
  }
}

function formatOf(value: unknown): ForeignFormat | undefined {
  if (!isObject(value)) return undefined;
  if (Array.isArray(value['fixtures'])) return 'aimock';
  if (Array.isArray(value['interactions'])) return 'vcrpy';
  const { log } = value;
  if (!isObject(log) || !Array.isArray(log['entries'])) return undefined;
  return isObject(log['creator']) && log['creator']['name'] === CREATOR ? 'polly' : 'har';
}
