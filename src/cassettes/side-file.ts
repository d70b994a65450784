/** Long base64 in requests (images, documents) lies beside the recordings, in files named after their content. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CassetteError } from './cassette.ts';

/** The folder of these files, in that of the cassette. */
export const SIDE_FOLDER = 'files';
/** Characters of base64. What is shorter stays in the request. */
const LONG = 8 * 1024;
/** No request that a service takes is nested deeper. What lies below stays as it is. */
const DEEPEST = 500;
const PREFIX = 'stuntdouble-file:';
const REFERENCE = /^stuntdouble-file:sha256-([0-9a-f]{64}\.[a-z0-9]{1,8})$/;
const REFERENCES = /stuntdouble-file:sha256-([0-9a-f]{64}\.[a-z0-9]{1,8})/g;

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

/**
 * The body with a reference, `stuntdouble-file:sha256-<hex>.<ext>`, in the place of each base64 `source.data` of at least 8 KiB, and the
 * bytes by the names of their files, `<hex>.<ext>`. The same content has the same reference; what would not come back letter for letter
 * stays. `body` itself is not changed, and comes back when there is nothing to refer to.
 *
 * @example withReferences({ source: { type: 'base64', media_type: 'image/png', data } }).body
 * // { source: { type: 'base64', media_type: 'image/png', data: 'stuntdouble-file:sha256-0f1e....png' } }
 */
export function withReferences(body: unknown): { body: unknown; files: ReadonlyMap<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  const replaced = mapSources(body, DEEPEST, (source) => {
    const { type, data, media_type: mediaType } = source;
    if (type !== 'base64' || typeof data !== 'string' || data.length < LONG) return source;
    const bytes = Buffer.from(data, 'base64');
    if (bytes.toString('base64') !== data) return source;
    const hash = createHash('sha256').update(bytes).digest('hex');
    const known = typeof mediaType === 'string' && Object.hasOwn(EXTENSIONS, mediaType);
    const name = `${hash}.${known ? EXTENSIONS[mediaType] : 'bin'}`;
    files.set(name, bytes);
    return { ...source, data: `${PREFIX}sha256-${name}` };
  });
  return { body: replaced, files };
}

/**
 * The opposite: the body as it was sent. `folder` is that of the cassette.
 *
 * @throws CassetteError when a file that is referred to is not there
 */
export async function resolveReferences(body: unknown, folder: string): Promise<unknown> {
  const contents = new Map<string, string>();
  mapSources(body, DEEPEST, (source) => {
    const name = nameIn(source);
    if (name !== undefined) contents.set(name, '');
    return source;
  });
  for (const name of contents.keys()) contents.set(name, await readSideFile(folder, name));
  return mapSources(body, DEEPEST, (source) => {
    const name = nameIn(source);
    return name === undefined ? source : { ...source, data: contents.get(name) };
  });
}

/** The names of all files that a text, such as that of a HAR file, refers to. */
export function referencesIn(text: string): Set<string> {
  return new Set([...text.matchAll(REFERENCES)].map(([, name]) => name!));
}

type Fields = Record<string, unknown>;

function nameIn({ data }: Fields): string | undefined {
  return typeof data === 'string' ? REFERENCE.exec(data)?.[1] : undefined;
}

async function readSideFile(folder: string, name: string): Promise<string> {
  const file = join(folder, SIDE_FOLDER, name);
  try {
    return await readFile(file, 'base64');
  } catch (error) {
    const { message } = error as Error;
    const mend = 'Restore it from version control, or record the exchange again.';
    throw new CassetteError(`${file}, to which a request refers, cannot be read: ${message}. ${mend}`, file);
  }
}

/** A copy in which every object under a key `source` went through `change`; whatever is the same is shared. */
function mapSources(value: unknown, depth: number, change: (source: Fields) => Fields): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => mapSources(item, depth - 1, change));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const entries = Object.entries(value);
  const mapped = entries.map(([key, field]) => {
    const inner = mapSources(field, depth - 1, change);
    const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    return [key, key === 'source' && isObject ? change(inner as Fields) : inner] as const;
  });
  // Not by assignment, which a key __proto__ would lead astray.
  return mapped.every(([, field], index) => field === entries[index]![1]) ? value : Object.fromEntries(mapped);
}
