/** What a user may say about a cassette, in `cassette.json` or `cassette.yaml` beside its recordings, or in the folder of all cassettes. */

/**
 * How much of a request must agree. `strict`: everything but the ids of tool calls; `canonical`: not what tells how or by whom is asked
 * (`stream`, `metadata`, `user`, `session_id`, `trace`, `cache_control`); `conversation`: roles and texts; `last-turn`: the text of the last
 * user turn.
 */
export const MATCH_LEVELS = ['strict', 'canonical', 'conversation', 'last-turn'] as const;
export type MatchLevel = (typeof MATCH_LEVELS)[number];

/** What happens when a request comes more often than it was recorded: the last reply again, a miss, or all from the first. */
export const REPEATS = ['repeat-last', 'exhaust', 'cycle'] as const;
export type Repeat = (typeof REPEATS)[number];

/** A piece of text that changes from run to run and shall not matter: one of the known kinds, or a pattern of one's own. */
export type Normalise =
  | 'dates'
  | 'uuids'
  | 'paths'
  | {
      /** A regular expression, without slashes. */
      pattern: string;
      /** What stands in its place; default `<normalised>`. */
      with?: string;
      /** JSON path of the places where it holds; everywhere without it. */
      at?: string;
    };

/** A shape of secret of one's own. */
export interface SecretPattern {
  /** For messages and pseudonyms: `acme-key`. */
  name: string;
  /** A regular expression, without slashes. */
  pattern: string;
}

export interface CassetteSettings {
  match?: MatchLevel;
  repeat?: Repeat;
  /** JSON paths (RFC 9535) of what shall not matter, such as `$.metadata`, `$..cache_control` or `$.messages[*].content[*].text`. */
  ignore?: readonly string[];
  normalise?: readonly Normalise[];
  /** Fingerprints of what looks like a secret and is none, as the refusal to write names them: `sha256:1f2e3d4c5b6a`. */
  allow?: readonly string[];
  secrets?: readonly SecretPattern[];
}
