/** The texts of one request as they are compared: secrets by order of appearance, and without what is normalised. */
import { isObject } from '../replay/events-of.ts';
import type { Rules } from './rules.ts';
import type { SecretNames } from './secret-names.ts';

export class Rewriter {
  readonly #rules: Rules;
  readonly #secrets: SecretNames;

  /** @param secrets that has learned the secrets of the whole request */
  constructor(rules: Rules, secrets: SecretNames) {
    this.#rules = rules;
    this.#secrets = secrets;
  }

  /** @param name key under which the text stands */
  text(text: string, name?: string): string {
    let rest = this.#secrets.replace(text, name);
    for (const normalise of this.#rules.everywhere) rest = normalise(rest);
    return rest;
  }

  /**
   * A new value with all texts rewritten. Fields that are undefined are gone, and entries of lists when it shall be `compact`; then
   * the keys are in code unit order, otherwise in their own. Secrets are numbered in code unit order either way.
   */
  value(value: unknown, form: 'compact' | 'gaps', name?: string): unknown {
    if (typeof value === 'string') return this.text(value, name);
    if (Array.isArray(value)) {
      const entries = form === 'compact' ? value.filter((entry) => entry !== undefined) : value;
      return entries.map((entry) => this.value(entry, form));
    }
    if (!isObject(value)) return value;
    const keys = Object.keys(value).filter((key) => value[key] !== undefined);
    const sorted = [...keys].sort().map((key): [string, unknown] => [key, this.value(value[key], form, key)]);
    if (form === 'compact') return Object.fromEntries(sorted);
    const rewritten = new Map(sorted);
    return Object.fromEntries(keys.map((key) => [key, rewritten.get(key)]));
  }
}
