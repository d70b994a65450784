/** Asks what the Anthropic service would answer to a body. */
import { anthropicPath } from '../../src/contract/path-text.ts';
import { requestViolations } from '../../src/contract/validator.ts';
import { SMALL } from './requests.ts';

/** What the Anthropic service would say of `change` merged into a valid body. */
export function said(change: object, from: object = SMALL): string[] {
  const body = { ...from, ...change };
  return requestViolations('anthropic', 'latest', body).map(
    ({ path, words }) => `${anthropicPath(path, body)}: ${words}`,
  );
}

/** One user message of these blocks, to be merged into a body. */
export const user = (...content: unknown[]) => ({ messages: [{ role: 'user', content }] });
