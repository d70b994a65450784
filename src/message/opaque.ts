/** Texts that only the service can read: encrypted results and their indices. */
import { idBody } from '../random.ts';

/**
 * Base64 that looks encrypted: `length` characters (a multiple of 4), a pure function of its parts.
 *
 * @example opaque(24, 'index', url) // 'Eo8BRXhhbXBsZSBvbmx5Li4u'
 */
export function opaque(length: number, ...parts: readonly string[]): string {
  return `Eo8B${idBody(length - 4, 'opaque', ...parts)}`;
}
