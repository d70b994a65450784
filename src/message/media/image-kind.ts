/** Which of the four image formats of the API some bytes are: told by their first few, as browsers do. */

export type ImageKind = 'jpeg' | 'png' | 'gif' | 'webp';

const SIGNATURES: readonly (readonly [kind: ImageKind, at: number, signature: string])[] = [
  ['png', 0, '89504e470d0a1a0a'],
  ['jpeg', 0, 'ffd8ff'],
  ['gif', 0, '474946383761'],
  ['gif', 0, '474946383961'],
  ['webp', 8, '57454250'],
];

/**
 * The format, or null for anything else.
 *
 * @param bytes at least the first twelve, if there are so many
 * @example imageKind(Buffer.from('GIF89a')) // 'gif'
 */
export function imageKind(bytes: Buffer): ImageKind | null {
  const start = bytes.toString('hex', 0, 12);
  return SIGNATURES.find(([, at, signature]) => start.startsWith(signature, at * 2))?.[0] ?? null;
}
