/** Which of many stubs may match a request, without asking each of them. */

import type { Said } from '../conditions/said.ts';
import type { Facts } from '../conditions/subject-facts.ts';
import type { When } from '../stub.ts';
import { type IndexKey, indexKeyOf } from './index-key.ts';
import { Needles } from './needles.ts';

type Owners = Map<string, number[]>;

/** Numbers of stubs, in ascending lists that share none. */
export type Numbers = readonly (readonly number[])[];

export class StubIndex {
  readonly #rest: number[] = [];
  readonly #models: Owners = new Map();
  readonly #plain = new Texts();
  readonly #folded = new Texts();

  constructor(whens: readonly (When | undefined)[]) {
    for (const [number, when] of whens.entries()) this.#file(indexKeyOf(when), number);
  }

  /** The stubs that a request may match: all that it does match are among them. */
  candidates(facts: Facts): Numbers {
    const said = facts.lastUserText;
    const lists = [...this.#plain.find(said, false), ...this.#folded.find(said, true)];
    if (this.#models.size > 0) lists.push(this.#models.get(facts.model) ?? []);
    return [...lists, this.#rest];
  }

  #file(key: IndexKey | undefined, number: number): void {
    if (key === undefined) this.#rest.push(number);
    else if (key.kind === 'model') for (const name of key.names) add(this.#models, name, number);
    else add((key.folded ? this.#folded : this.#plain)[key.kind], key.text, number);
  }
}

/** Stubs by what the last user text must be, or contain. */
class Texts {
  readonly exact: Owners = new Map();
  readonly contains: Owners = new Map();
  #needles: Needles | undefined;

  /** @param folded in the text without upper case? */
  find(said: Said | undefined, folded: boolean): number[][] {
    if (said === undefined || this.exact.size + this.contains.size === 0) return [];
    const text = folded ? said.folded : said.text;
    const exact = this.exact.get(text);
    if (this.contains.size === 0) return exact ? [exact] : [];
    this.#needles ??= new Needles(this.contains);
    const found = this.#needles.find(text);
    if (exact) found.push(exact);
    return found;
  }
}

function add(owners: Owners, name: string, number: number): void {
  const list = owners.get(name);
  if (list) list.push(number);
  else owners.set(name, [number]);
}
