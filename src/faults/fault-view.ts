/** A fault's declaration as plain JSON, for the control API and the command line. */
import type { Fault } from './fault.ts';
import type { OptionRow } from './option.ts';
import { expectation, printOption } from './option-text.ts';

export interface FaultView {
  name: string;
  explain: string;
  options: Record<string, FaultOptionView>;
  /** A value for the header `x-mock-fault`. */
  example: string;
}

interface FaultOptionView {
  type: OptionRow['type'];
  describe: string;
  /** What it takes, for people. */
  expects: string;
  /** As it is written in the header. */
  default: string;
  /** All that it takes, where it is one of a list. */
  names?: readonly string[];
}

/** @example faultView(reset).options // { after: { type: 'place', default: '0 events', … } } */
export function faultView({ name, explain, options, example }: Fault): FaultView {
  const views = Object.entries(options).map(([key, row]) => [key, optionView(row)]);
  return { name, explain, options: Object.fromEntries(views), example };
}

function optionView(row: OptionRow): FaultOptionView {
  const { type, describe } = row;
  return {
    type,
    describe,
    expects: expectation(row),
    default: printOption(row, row.default),
    ...(row.type === 'name' ? { names: row.names } : {}),
  };
}
