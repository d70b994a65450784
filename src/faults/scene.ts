/** What a fault may know of the exchange whose reply it spoils, beside the reply. */
import type { ApiError } from '../errors.ts';

export interface Scene {
  /** Input tokens of the request: those that were read from the prompt cache, and all others. None where no message answers. */
  readonly prompt: { readonly fresh: number; readonly cached: number };
  /** How many other requests of the session that get faults are under way. */
  readonly underWay: number;
  /** An error as the dialect words it: the value of `error` in its envelope. */
  wordError(error: ApiError): Readonly<Record<string, unknown>>;
}
