/** Says why a file of a cassette could not be read or written, and what to do about it. */
import { CassetteError } from '../cassette.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not do that. Change the permissions of the file and of its folder.',
  EDQUOT: "this user's share of the disk is full. Make room, then try again.",
  EFBIG:
    'it is larger than this user or the file system allows. Begin another cassette, or raise the limit (ulimit -f).',
  EEXIST: 'a file stands where a folder is needed. Move it away, or name another folder.',
  EISDIR: 'a folder stands where a file is needed. Move it away, or name another folder.',
  ELOOP: 'it is a link that leads to itself. Replace it by the file.',
  EMFILE: 'too many files are open. Raise the limit (ulimit -n).',
  ENAMETOOLONG: 'the path is too long for this file system. Give the cassette a shorter name.',
  ENOSPC: 'the disk is full. Make room, then try again.',
  ENOTDIR: 'a file stands where a folder is needed. Move it away, or name another folder.',
  EPERM: 'this user may not do that. Change the permissions of the file and of its folder.',
  EROFS: 'the file system can only be read. Name another folder for the cassettes.',
};

/**
 * A `CassetteError` for what the file system said. Any other error stays what it is.
 *
 * @param doing what was tried: `read`, `written`
 * @example fileError('/app/a.har', 'written', error).message // '/app/a.har cannot be written: the disk is full. Make room, then try again.'
 */
export function fileError(file: string, doing: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  return new CassetteError(`${file} cannot be ${doing}: ${REASONS[code] ?? `${message}.`}`, file);
}

/** Does the error say that there is no such file or folder? */
export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
