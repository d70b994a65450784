/** The options of faults: the kinds of values, and the row that declares one. */

/** A point in a reply's body: so many bytes, or so many events, have left. A JSON body counts as one event. */
export interface Place {
  readonly count: number;
  readonly unit: 'events' | 'bytes';
}

export type OptionValue = string | number | Place;

interface Row<Type extends string, Value> {
  readonly type: Type;
  readonly default: Value;
  /** One sentence without its full stop, for `stuntdouble faults`, error messages and the docs. */
  readonly describe: string;
}

/** One option. Durations are milliseconds, counts whole numbers, numbers lie between their bounds, names are one of a list. */
export type OptionRow =
  | Row<'duration' | 'count', number>
  | (Row<'number', number> & { readonly minimum: number; readonly maximum: number })
  | Row<'place', Place>
  | (Row<'name', string> & { readonly names: readonly string[] })
  | Row<'text', string>;

export type OptionRows = Readonly<Record<string, OptionRow>>;

type ValueOf<Given extends OptionRow> = Given extends { readonly type: 'place' }
  ? Place
  : Given extends { readonly type: 'name'; readonly names: readonly (infer Name)[] }
    ? Name
    : Given extends { readonly type: 'text' }
      ? string
      : number;

/** What a fault is given: a value for each of its options. */
export type ValuesOf<Rows extends OptionRows> = { readonly [Name in keyof Rows]: ValueOf<Rows[Name]> };
