/** Reads a stub file from the disk. */
import { readFile, stat } from 'node:fs/promises';
import { type LocatedProblem, stubPathText } from './located-problem.ts';
import { type ParsedStubFile, parseStubText } from './parse-stub-text.ts';

/** In bytes: far more than anybody writes, and still read in seconds. */
const MAX_SIZE = 16 * 1024 * 1024;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder. Check the path.',
  EACCES: 'it may not be read by this user. Change its permissions.',
  EPERM: 'it may not be read by this user. Change its permissions.',
  EISDIR: 'this is a folder, not a file. Name the files in it.',
  ELOOP: 'it is a link that leads to itself. Replace it by the file.',
  ENOTDIR: 'a part of the path is a file, not a folder. Check the path.',
};

/**
 * Stubs and problems of the file at `path`. Never throws: what keeps it from being read is a problem too.
 * @example (await readStubFile('stubs/a.yaml')).problems.map(problemText)
 */
export async function readStubFile(path: string): Promise<ParsedStubFile & { bytes: Uint8Array }> {
  try {
    const { size } = await stat(path);
    if (size > MAX_SIZE) return unread(path, `it has ${size} bytes, and ${MAX_SIZE} are the most. Split it.`);
    const bytes = await readFile(path);
    // A device says that it has no size.
    if (bytes.length > MAX_SIZE) return unread(path, `it has more than ${MAX_SIZE} bytes. Split it.`);
    return { ...decode(path, bytes), bytes };
  } catch (error) {
    return unread(path, readProblem(error));
  }
}

/** Why a file or a folder cannot be read, and what to do. */
export function readProblem(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? `it cannot be read: ${message}. Check the path.`;
}

/** A file of which there is nothing to say but what keeps it from being read. */
function unread(file: string, message: string, line = 1, column = 1): ParsedStubFile & { bytes: Uint8Array } {
  const problem: LocatedProblem = { file, line, column, at: '', message, severity: 'error' };
  return {
    file,
    isStubFile: null,
    placed: [],
    problems: [problem],
    located: ({ path, ...rest }) => ({ ...problem, ...rest, at: stubPathText(path) }),
    bytes: new Uint8Array(),
  };
}

function decode(path: string, bytes: Buffer): ParsedStubFile {
  let text: string;
  try {
    // Takes away a byte order mark, which Windows editors like to write.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const before = bytes.toString('utf8').split('\uFFFD', 1)[0]!.split('\n');
    const message = 'the file is not UTF-8 from here on. Save it with the encoding UTF-8.';
    return unread(path, message, before.length, before.at(-1)!.length + 1);
  }
  return parseStubText(text, path);
}
