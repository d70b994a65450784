/** The options of faults: the kinds of values, and the row that declares one. */

/** Places that have names, and what has left by then. */
export const SPOTS = {
  nothing: 'not even the status',
  headers: 'status and headers',
  thinking: 'the first thinking block of a stream',
  'half-argument': 'half the arguments of the first tool call',
  content: 'all blocks of a stream, and not the stop reason',
  'half-event': 'half the event in the middle; of a JSON body, half of it',
  'half-character': 'the first byte of the first character beyond ASCII',
  'half-escape': 'the backslash of the first escape in JSON',
  end: 'everything but the end',
} as const;

export type Spot = keyof typeof SPOTS;

/** A point in a reply: so many bytes of its body, or so many events, have left; or one with a name. A JSON body counts as one event. */
export type Place = { readonly count: number; readonly unit: 'events' | 'bytes' } | { readonly spot: Spot };

export type OptionValue = string | number | Place;

interface Row<Type extends string, Value> {
  readonly type: Type;
  readonly default: Value;
  /** One sentence without its full stop, for `stuntdouble faults`, error messages and the docs. */
  readonly describe: string;
}

/** One option. Durations are milliseconds, counts whole numbers, numbers lie between their bounds, names are one of a list, and an error
 * is the name or the status of one. */
export type OptionRow =
  | Row<'duration' | 'count', number>
  | (Row<'number', number> & { readonly minimum: number; readonly maximum: number })
  | Row<'place', Place>
  | (Row<'name', string> & { readonly names: readonly string[] })
  | Row<'text' | 'error', string>;

export type OptionRows = Readonly<Record<string, OptionRow>>;

type ValueOf<Given extends OptionRow> = Given extends { readonly type: 'place' }
  ? Place
  : Given extends { readonly type: 'name'; readonly names: readonly (infer Name)[] }
    ? Name
    : Given extends { readonly type: 'text' | 'error' }
      ? string
      : number;

/** What a fault is given: a value for each of its options. */
export type ValuesOf<Rows extends OptionRows> = { readonly [Name in keyof Rows]: ValueOf<Rows[Name]> };
