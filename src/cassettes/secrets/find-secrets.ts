/** Finds what looks like a credential in a recording. */
import type { CassetteSettings } from '../cassette-settings.ts';
import type { Recording } from '../recording.ts';
import { fingerprint } from './pseudonym.ts';
import { hitsIn, recordingTexts, secretsIn } from './recording-texts.ts';
import { rewritten } from './rewritten.ts';
import { rulesOf } from './rules-of.ts';
import type { Shape } from './shapes.ts';

export interface Finding {
  /** `request /messages/0/content/1/text`, `reply event 12 /delta/text`, `reply block 2 (events 12 to 15)`; events count from 1. */
  where: string;
  /** `anthropic-key`, `jwt`, or the name of a pattern of the settings. */
  kind: string;
  /** At most the first four characters of what is secret of it, behind what all of its kind begin with. */
  shown: string;
  /** For `allow` in the settings: `sha256:` and 12 hexadecimal digits. */
  fingerprint: string;
}

/** Characters of a secret that are shown, and how many times as long it must be. */
const SHOWN = 4;

/**
 * The secrets of both ways, in the order in which a person would read them: URL, headers, body, reply. What is found in one place is
 * found wherever it stands. Nothing for what `settings.allow` names, for pseudonyms, placeholders, ids and digests.
 *
 * @throws CassetteError for a pattern of the settings that cannot be used
 * @example findSecrets(recording, {}) // [{ where: 'request /messages/0/content', kind: 'openai-key', shown: 'sk-proj-Ab3d…', ... }]
 */
export function findSecrets(recording: Recording, settings: CassetteSettings): Finding[] {
  const rules = rulesOf(settings);
  const texts = recordingTexts(recording);
  const secrets = secretsIn(texts, rules);
  if (secrets.size === 0) return [];
  return texts.flatMap((place) =>
    hitsIn(place.text, place.name, rules, secrets).map(({ start, end, shape }) => {
      const secret = place.text.slice(start, end);
      const where = place.where(start, end);
      return {
        // A key of an object may be a secret itself.
        where: rewritten(where, hitsIn(where, undefined, rules, secrets)),
        kind: shape.kind,
        shown: shownOf(secret, shape),
        fingerprint: fingerprint(secret),
      };
    }),
  );
}

function shownOf(secret: string, { lead }: Shape): string {
  const [begin] = lead?.exec(secret) ?? [''];
  const hidden = [...secret.slice(begin.length, begin.length + 100)];
  return `${begin.trim()}${hidden.slice(0, Math.min(SHOWN, hidden.length >> 2)).join('')}…`;
}
