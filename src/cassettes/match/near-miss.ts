/** The recordings that came nearest to answering a request, and what kept each from it. */
import { valueAt } from '../../contract/pointer.ts';
import type { CassetteSettings, MatchLevel } from '../cassette-settings.ts';
import type { Recording } from '../recording.ts';
import { type Difference, differences } from './differences.ts';
import { type Location, pointerText } from './json-path.ts';
import { type KeyedRequest, plainPath } from './match-key.ts';
import { coarserLevel, ignorePaths } from './mending.ts';
import type { Ranking } from './ranking.ts';
import { shortened } from './shortened.ts';
import { shownLocation } from './shown-location.ts';
import { viewOf } from './view-of.ts';

/** One recording that did not answer. Plain data: JSON once what is undefined is left out. */
export interface NearMiss {
  /** Id of the recording: `tool-loop#3`. */
  recording: string;
  /**
   * The first of them, in the order of the request. `pointer` is a JSON pointer into the body; `dialect`, `method`, `path` and `body`,
   * without a slash, are what is outside of it. Values are shortened, and ids and secrets numbered; undefined: nothing is there.
   */
  differences: { pointer: string; recorded: unknown; asked: unknown }[];
  /** How many differences there are besides. */
  more: number;
  /** JSON paths that, ignored, would have made it match: tried out. Empty when it cannot be had by a few. */
  ignore: string[];
  /** The next coarser level at which it would have matched: tried out. */
  match?: MatchLevel;
}

/** How many are compared in full for each that is told. */
const COMPARED = 3;
/** Differences that are told. */
const MOST_TOLD = 10;

/** At most `most`, those with the fewest differences first. */
export function nearMisses(ranking: Ranking, request: KeyedRequest, most: number): NearMiss[] {
  const views = new Map<CassetteSettings, unknown>();
  const viewed = (settings: CassetteSettings): unknown => {
    if (!views.has(settings)) views.set(settings, viewOf(request, settings, 'gaps'));
    return views.get(settings);
  };
  return ranking
    .mostAlike(request, most * COMPARED)
    .map(({ recording, settings }) => ({
      recording,
      settings,
      found: allDifferences(recording, request, settings, viewed(settings)),
    }))
    .sort((a, b) => a.found.length - b.found.length)
    .slice(0, most)
    .map(({ recording, settings, found }) => told(recording, request, settings, found));
}

/** What is outside of the body has its name for a location. */
function allDifferences(
  { request }: Recording,
  asked: KeyedRequest,
  settings: CassetteSettings,
  now: unknown,
): Difference[] {
  const found: Difference[] = [];
  const outside = (name: string, recorded: unknown, live: unknown): void => {
    if (recorded !== live) found.push({ location: [name], recorded, asked: live });
  };
  outside('dialect', request.dialect, asked.dialect);
  outside('method', request.method, asked.method);
  outside('path', plainPath(request.path, settings), plainPath(asked.path, settings));
  const before = viewOf(request, settings, 'gaps');
  if ((request.body === undefined) !== (asked.body === undefined)) outside('body', before, now);
  else for (const one of differences(before, now)) found.push({ ...one, location: ['', ...one.location] });
  return found;
}

function told(recording: Recording, asked: KeyedRequest, settings: CassetteSettings, found: Difference[]): NearMiss {
  const { id, request } = recording;
  const match = found.length === 0 ? undefined : coarserLevel(request, asked, settings);
  return {
    recording: id,
    differences: found.slice(0, MOST_TOLD).map(({ location: [place = '', ...rest], recorded, asked: live }) => {
      const [before, now] = [asSent(recorded, request.body, rest), asSent(live, asked.body, rest)];
      return {
        pointer: place === '' ? pointerText(shownLocation(rest, asked.body, request.body)) : String(place),
        recorded: shortened(before, now),
        asked: shortened(now, before),
      };
    }),
    more: Math.max(0, found.length - MOST_TOLD),
    ignore: ignorePaths(request, asked, settings, found),
    ...(match === undefined ? {} : { match }),
  };
}

/** The block in which a view puts a text is no news to who sent a string. */
function asSent(value: unknown, body: unknown, location: Location): unknown {
  if (!Array.isArray(value) || typeof valueAt(body, location) !== 'string') return value;
  return (value as { text?: unknown }[])[0]?.text;
}
