/** Headers of which one value counts. */
import type { Headers } from '../headers.ts';

/** The value of a header; none when it is absent or empty. */
export function ownHeader(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
