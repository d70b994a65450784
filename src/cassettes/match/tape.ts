/** The recordings of one or more cassettes, found by their key. */
import type { Cassette } from '../cassette.ts';
import type { CassetteSettings, MatchLevel, Repeat } from '../cassette-settings.ts';
import type { Recording } from '../recording.ts';
import { Group } from './group.ts';
import { loopOf } from './loop-of.ts';
import type { KeyedRequest } from './match-key.ts';
import { type NearMiss, nearMisses } from './near-miss.ts';
import type { PlayCounts } from './play-counts.ts';
import { Ranking } from './ranking.ts';

export type { NearMiss } from './near-miss.ts';

/** The recording that answers. */
export interface Found {
  recording: Recording;
  /** Name of the cassette. */
  cassette: string;
  /** For people: that the agent goes in circles, where it does. */
  loop: string | undefined;
  /** A sequence that is used up under `exhaust` is a miss, whose nearest recordings differ in nothing. */
  exhausted: false;
}

/**
 * Nothing is worked out before it is asked for. A `find` makes the keys of the recordings that could be meant, each once; for a request that
 * comes again, as the same object, it takes two look-ups. Requests, recordings and settings are not changed meanwhile.
 *
 * Recordings of one key are a sequence, in the order in which they were made, through all cassettes that share their settings. Where
 * cassettes with different settings match, the one that asks for more is taken.
 *
 * @example new Tape(cassettes, { match: 'canonical', repeat: 'repeat-last' }).find(request, counts)?.recording.id // 'tool-loop#3'
 */
export class Tape {
  /** How many recordings there are, broken ones among them. */
  readonly size: number;
  readonly #groups: readonly Group[];
  #ranking: Ranking | undefined;

  constructor(cassettes: readonly Cassette[], defaults: { match: MatchLevel; repeat: Repeat }) {
    this.#groups = groupsOf(cassettes, defaults);
    this.size = cassettes.reduce((size, { recordings }) => size + recordings.length, 0);
  }

  /** The next recording for this request, which is counted. */
  find(request: KeyedRequest, counts: PlayCounts): Found | undefined {
    for (const group of this.#groups) {
      const place = group.next(request, counts);
      if (!place) continue;
      const { recording, cassette } = place;
      return { recording, cassette, loop: loopOf(request.body, recording), exhausted: false };
    }
    return undefined;
  }

  /** The recordings that come nearest, at most `most` of them, nearest first. */
  nearest(request: KeyedRequest, most: number): NearMiss[] {
    this.#ranking ??= new Ranking(
      this.#groups.flatMap(({ settings, recordings }) => recordings.map((recording) => ({ recording, settings }))),
    );
    return nearMisses(this.#ranking, request, most);
  }
}

/** The most demanding first. */
const LEVELS: readonly MatchLevel[] = ['strict', 'canonical', 'conversation', 'last-turn'];

function groupsOf(
  cassettes: readonly Cassette[],
  defaults: Required<Pick<CassetteSettings, 'match' | 'repeat'>>,
): Group[] {
  const groups = new Map<string, Group>();
  for (const { name, settings, recordings } of cassettes) {
    const group = new Group({
      match: settings.match ?? defaults.match,
      repeat: settings.repeat ?? defaults.repeat,
      ignore: settings.ignore ?? [],
      normalise: settings.normalise ?? [],
      allow: settings.allow ?? [],
      secrets: settings.secrets ?? [],
    });
    const known = groups.get(group.name) ?? group;
    groups.set(group.name, known);
    known.add(name, recordings);
  }
  return [...groups.values()].sort((a, b) => LEVELS.indexOf(a.settings.match) - LEVELS.indexOf(b.settings.match));
}
