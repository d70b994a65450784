/** Reads the settings of a cassette, and those of the folder of all cassettes. */
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CassetteError } from './cassette.ts';
import type { CassetteSettings } from './cassette-settings.ts';
import { checkSettings } from './check-settings.ts';
import { fileError, isMissing } from './store/file-error.ts';

/** For one cassette, in its folder. */
const OWN = ['cassette.json', 'cassette.yaml', 'cassette.yml'];
/** For all, in the folder that holds them. */
const COMMON = ['cassettes.json', 'cassettes.yaml', 'cassettes.yml'];
export const SETTINGS_FILES: readonly string[] = [...OWN, ...COMMON];

/** As many uses of one alias as a person would write. More are a bomb, which grows to gigabytes. */
const MAX_ALIASES = 100;

/**
 * The settings in `folder`, over those for all cassettes in `directory`: lists add up, single values stand in for the common ones. Nothing
 * where there are no files.
 *
 * @throws CassetteError when a file cannot be read or says what no setting is, or when there are two of them
 * @example await readSettings('cassettes/tool-loop_2462055172', 'cassettes') // { match: 'strict', ignore: ['$.metadata'] }
 */
export async function readSettings(folder: string, directory: string = folder): Promise<CassetteSettings> {
  return readOwnSettings(folder, await readCommonSettings(directory));
}

/** Those for all cassettes in `directory`. */
export function readCommonSettings(directory: string): Promise<CassetteSettings> {
  return readOne(resolve(directory), COMMON);
}

/** Those in the folder of a cassette, over the common ones. */
export async function readOwnSettings(folder: string, common: CassetteSettings): Promise<CassetteSettings> {
  return merge(common, await readOne(resolve(folder), OWN));
}

async function readOne(folder: string, names: readonly string[]): Promise<CassetteSettings> {
  const [name, second] = (await namesIn(folder)).filter((each) => names.includes(each));
  if (name === undefined) return {};
  const file = join(folder, name);
  if (second !== undefined) {
    throw new CassetteError(`${file} and ${join(folder, second)} are both there. Delete one of them.`, file);
  }
  const value = await parse(file, await readText(file));
  // An empty file, or one with nothing but remarks.
  if (value === null || value === undefined) return {};
  const problems = checkSettings(value);
  if (problems.length > 0) throw new CassetteError(`${file}: ${problems.join(' ')}`, file);
  const { $schema: _, ...settings } = value as CassetteSettings & { $schema?: string };
  return settings;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw fileError(folder, 'read', error);
  }
}

async function readText(file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new CassetteError(`${file} is not UTF-8. Save it with that encoding.`, file);
    throw fileError(file, 'read', error);
  }
}

async function parse(file: string, text: string): Promise<unknown> {
  try {
    if (file.endsWith('.json')) return text.trim() === '' ? undefined : JSON.parse(text);
    // Loaded only for those who use it.
    const { parse: parseYaml } = await import('yaml');
    return parseYaml(text, { maxAliasCount: MAX_ALIASES, logLevel: 'error' });
  } catch (error) {
    const language = file.endsWith('.json') ? 'JSON' : 'YAML';
    const reason = (error as Error).message.split('\n', 1)[0]!.replace(/[.:]$/, '');
    throw new CassetteError(`${file} is not ${language}: ${reason}. Mend it.`, file);
  }
}

function merge(common: CassetteSettings, own: CassetteSettings): CassetteSettings {
  const merged: Record<string, unknown> = { ...common, ...own };
  for (const key of ['ignore', 'normalise', 'allow', 'secrets'] as const) {
    if (common[key] !== undefined && own[key] !== undefined) merged[key] = [...common[key], ...own[key]];
  }
  return merged;
}
