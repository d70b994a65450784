/** The syntax of faults, as in the header `x-mock-fault`: `stall(after=3 events, for=30s); reset(after=120 bytes)`. */

import { didYouMean } from '../did-you-mean.ts';
import { Cursor, Problem, quoted } from './cursor.ts';
import type { Fault, ParsedFault } from './fault.ts';
import { FAULTS, faultNamed } from './faults.ts';
import type { OptionRow, OptionRows, OptionValue } from './option.ts';
import { expectation, printOption, readOption } from './option-text.ts';

export type { ParsedFault } from './fault.ts';

/** Most faults of one reply, and the longest text that is read at all. */
export const MOST_FAULTS = 20;
const LONGEST_LIST = 10_000;

const WORD = /[^\s;,()="]+/y;
const QUOTED = /"(?:[^"\\]|\\.)*"/y;
const BARE = /[^;,()="]+/y;
const SEPARATORS = /[;,\s]*/y;

/**
 * The faults of a list, each with a value for every option. They stand apart by `;` or `,`; options stand in parentheses, each as
 * `name=value`, and those left out have their defaults. A value with one of `;,()="` in it is written as a JSON string. An empty list
 * is no fault, and neither is `none`. Never throws: what is wrong comes back as one sentence for people.
 *
 * @example parseFaults('latency(for=1s); close') // { faults: [{ name: 'latency', options: { for: 1000, jitter: 0 } }, …] }
 * @example parseFaults('stal') // { problem: 'at character 1: no fault is called "stal". Did you mean "stall"? …' }
 */
export function parseFaults(text: string): { faults: ParsedFault[] } | { problem: string } {
  if (text.length > LONGEST_LIST) return { problem: `longer than ${LONGEST_LIST} characters` };
  if (text.trim() === 'none') return { faults: [] };
  try {
    return { faults: new Parser(text).list() };
  } catch (error) {
    if (error instanceof Problem) return { problem: error.message };
    throw error;
  }
}

class Parser extends Cursor {
  list(): ParsedFault[] {
    const faults: ParsedFault[] = [];
    this.take(SEPARATORS);
    while (!this.ended) {
      if (faults.length === MOST_FAULTS) this.fail(`more than ${MOST_FAULTS} faults`);
      faults.push(this.#fault());
      const end = this.at;
      const between = this.take(SEPARATORS);
      if (!this.ended && !/[;,]/.test(between)) {
        this.fail(`expected ";" before the next fault; came ${this.came(end)}`, end);
      }
    }
    return faults;
  }

  #fault(): ParsedFault {
    const at = this.at;
    const name = this.take(WORD);
    if (name === '') this.fail(`expected the name of a fault; came ${this.came()}`);
    const fault = faultNamed(name);
    if (!fault) {
      const names = FAULTS.map((other) => other.name);
      this.fail(`no fault is called ${quoted(name)}.${didYouMean(name, names)} There are ${names.join(', ')}`, at);
    }
    const given = new Map<string, OptionValue>();
    if (this.takes('(') && !this.takes(')')) {
      do this.#option(fault, given);
      while (this.takes(','));
      if (!this.takes(')')) this.fail(`expected "," or ")"; came ${this.came()}`);
    }
    const options = Object.entries(fault.options).map(([key, row]) => [key, given.get(key) ?? row.default]);
    return { name, options: Object.fromEntries(options) };
  }

  #option({ name, options }: Fault, given: Map<string, OptionValue>): void {
    this.skip();
    const at = this.at;
    const key = this.take(WORD);
    if (key === '') this.fail(`expected an option of ${name}; came ${this.came()}. ${known(options)}`);
    const row = Object.hasOwn(options, key) ? options[key] : undefined;
    if (!row) {
      const meant = didYouMean(key, Object.keys(options));
      this.fail(`${name} has no option ${quoted(key)}.${meant} ${known(options)}`, at);
    }
    if (given.has(key)) this.fail(`the option ${quoted(key)} of ${name} stands here twice`, at);
    if (!this.takes('=')) this.fail(`expected "=" and a value after ${quoted(key)}; came ${this.came()}`);
    given.set(key, this.#value(key, row));
  }

  #value(key: string, row: OptionRow): OptionValue {
    this.skip();
    const at = this.at;
    const written = this.next === '"' ? fromJson(this.take(QUOTED)) : this.take(BARE).trim();
    const value = written === undefined || at === this.at ? undefined : readOption(row, written);
    if (value !== undefined) return value;
    const came = written === undefined || at === this.at ? this.came(at) : quoted(written);
    return this.fail(`${key} expects ${expectation(row)}; came ${came}`, at);
  }
}

function known(options: OptionRows): string {
  const rows = Object.entries(options).map(([key, row]) => `${key}=${printOption(row, row.default)}`);
  return rows.length === 0 ? 'It has no options' : `Its options, with their defaults: ${rows.join(', ')}`;
}

/** The text of a JSON string; nothing when it is none. */
function fromJson(json: string): string | undefined {
  try {
    return JSON.parse(json) as string;
  } catch {
    return undefined;
  }
}
