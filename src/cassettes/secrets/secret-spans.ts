/** Where secrets, and pseudonyms of some, stand in a text: for matching, where one is as good as the other. */
import type { CassetteSettings } from '../cassette-settings.ts';
import { rulesOf } from './rules-of.ts';
import { pseudonymsIn, scanText } from './scan-text.ts';

/**
 * In the order of the text, none within another. A pseudonym has the kind of what it stands for. What `settings.allow` names is found as
 * well: it may have been replaced before it was allowed.
 *
 * @param name key of the object under which the text stands: it may tell that all of it is a secret
 * @throws CassetteError for a pattern of the settings that cannot be used
 * @example secretSpans('Use sk-ant-REDACTED-1f2e3d4c5b6a.', {}) // [{ start: 4, end: 32, kind: 'anthropic-key' }]
 */
export function secretSpans(
  text: string,
  settings: CassetteSettings,
  name?: string,
): { start: number; end: number; kind: string }[] {
  const rules = { ...rulesOf(settings), allow: [] };
  const secrets = scanText(text, name, rules).map(({ start, end, shape }) => ({ start, end, kind: shape.kind }));
  return [...secrets, ...pseudonymsIn(text, rules)].sort((a, b) => a.start - b.start);
}
