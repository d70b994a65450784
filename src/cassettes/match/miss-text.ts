/** For people: why no recording answered, and what can be done about it. */
import type { NearMiss } from './near-miss.ts';

/** How many recordings, and how many differences of each, are shown. */
const SHOWN = 3;
const LINES = 4;

/**
 * Several lines, to stand below one that says that nothing was found.
 *
 * @param near of `Tape.nearest`
 * @param size how many recordings there are
 * @param settings path of the settings that hold for them
 */
export function missText(near: readonly NearMiss[], size: number, settings: string): string {
  if (size === 0) return 'There are no recordings at all. Record the exchange first (--mode record, or auto).';
  const used = near.filter(({ differences }) => differences.length === 0).map(({ recording }) => recording);
  if (used.length > 0) return usedUp(used, settings);
  if (near.length === 0) return `None of ${recordings(size)} is like it. ${RECORD}`;
  const shown = near.slice(0, SHOWN);
  return [`Nearest of ${recordings(size)}:`, ...shown.flatMap(linesOf), ...adviceOn(shown, settings)].join('\n');
}

const RECORD = 'Record the exchange (--mode record, or auto).';

function recordings(size: number): string {
  return size === 1 ? '1 recording' : `${size} recordings`;
}

function usedUp(used: readonly string[], settings: string): string {
  return [
    `It is recorded, but its recordings were all replayed in this session: ${used.join(', ')} (repeat: exhaust).`,
    `Record it more often (--mode record), reset the session, or set "repeat": "repeat-last" or "cycle" in ${settings}.`,
  ].join('\n');
}

function linesOf({ recording, differences, more, ignore, match }: NearMiss): string[] {
  const lines = differences
    .slice(0, LINES)
    .map(
      ({ pointer, recorded, asked }) => `  ${pointer || 'body'}: recorded ${shown(recorded)}, asked ${shown(asked)}`,
    );
  const rest = more + Math.max(0, differences.length - LINES);
  if (rest > 0) lines.push(`  and ${rest} more`);
  if (ignore.length > 0) lines.push(`  would match with "ignore": ${JSON.stringify(ignore)}`);
  if (match !== undefined) lines.push(`  would match with "match": "${match}"`);
  return [`${recording}`, ...lines];
}

/** JSON, so that it can be copied. */
function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function adviceOn(near: readonly NearMiss[], settings: string): string[] {
  const canIgnore = near.some(({ ignore }) => ignore.length > 0);
  const canMatch = near.some(({ match }) => match !== undefined);
  if (!canIgnore && !canMatch) return [`${RECORD} No few lines of "ignore" and no other "match" level would do.`];
  const line = canIgnore ? 'add the "ignore" line' : 'set the "match" level';
  const also = canIgnore && canMatch ? ' or the "match" level' : '';
  return [`${RECORD} If the difference does not matter, ${line}${also} to ${settings}.`];
}
