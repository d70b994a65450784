/** Settings under which a recording would have answered a request: each is tried out before it is proposed. */
import { type CassetteSettings, MATCH_LEVELS, type MatchLevel } from '../cassette-settings.ts';
import type { Difference } from './differences.ts';
import { type Location, pathText } from './json-path.ts';
import { type KeyedRequest, keyOf } from './match-key.ts';
import { shownLocation } from './shown-location.ts';

/** More lines than these nobody would add. */
const MOST_PATHS = 5;
/** To ignore a text does no harm; to ignore what holds all that was said makes everything match. */
const TOO_WIDE = new Set(['$', '$.messages']);
/** How many steps up from what differs a place is still tried. */
const STEPS_UP = 4;

/**
 * The narrowest places that, ignored together, make the keys equal: those that differ, or those around them.
 *
 * @param found whose location begins with the empty name for what is in the body
 */
export function ignorePaths(
  recorded: KeyedRequest,
  asked: KeyedRequest,
  settings: CassetteSettings,
  found: readonly Difference[],
): string[] {
  if (found.length === 0 || found.some(({ location }) => location[0] !== '')) return [];
  const places = found.map(({ location }) => shownLocation(location.slice(1), asked.body, recorded.body));
  for (let up = 0; up <= STEPS_UP; up++) {
    const paths = [...new Set(places.map((place) => pathText(around(place, up))))];
    if (paths.some((path) => TOO_WIDE.has(path))) return [];
    if (paths.length > MOST_PATHS) continue;
    const ignoring = { ...settings, ignore: [...(settings.ignore ?? []), ...paths] };
    if (keyOf(recorded, ignoring) === keyOf(asked, ignoring)) return paths;
  }
  return [];
}

function around(place: Location, up: number): Location {
  return place.slice(0, Math.max(1, place.length - up));
}

/** The next level that asks for less and has equal keys. */
export function coarserLevel(
  recorded: KeyedRequest,
  asked: KeyedRequest,
  settings: CassetteSettings,
): MatchLevel | undefined {
  const { match = 'canonical' } = settings;
  return MATCH_LEVELS.slice(MATCH_LEVELS.indexOf(match) + 1).find((level) => {
    const coarser = { ...settings, match: level };
    return keyOf(recorded, coarser) === keyOf(asked, coarser);
  });
}
