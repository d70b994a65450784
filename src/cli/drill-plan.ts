/** The plan of a drill: which faults, one run of the command for each. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { didYouMean } from '../did-you-mean.ts';
import type { FaultRule } from '../exchange/fault-rule.ts';
import { FaultRuleError, FaultRules } from '../exchange/fault-rules.ts';
import { FAULTS, faultNamed } from '../faults/faults.ts';
import { OptionError } from '../resolve-options.ts';

const require = createRequire(import.meta.url);

/** One run: what is broken in it, and for which of its requests. */
export interface PlanEntry extends FaultRule {
  /** What it is called in reports; the faults themselves, where the plan gives no name. */
  name: string;
}

/** Keys by which an entry says itself which requests it spoils. */
const CHOOSING = ['next', 'every', 'probability', 'times'] as const;

/**
 * The plan that `--faults` asks for. Entries that do not say which requests they spoil get `next: 1`, so that a retry finds a service that
 * is well again; or `every: 1`. Both stand in the plan, so that it means the same wherever it is read.
 *
 * @param given `all`, names or texts of faults separated by commas, or the path of a .yaml, .yml or .json file
 * @throws OptionError that says what is wrong with it
 */
export function drillPlan(given: string, always: boolean): PlanEntry[] {
  const entries = /\.(ya?ml|json)$/.test(given) ? entriesOfFile(given) : entriesOfList(given);
  if (entries.length === 0) throw new OptionError(`--faults ${given}: there is no fault in it.`);
  const plan = entries.map(({ name, ...rule }) => {
    const chosen = CHOOSING.some((key) => rule[key] !== undefined) ? {} : always ? { every: 1 } : { next: 1 };
    return { name: name ?? [rule.faults].flat().join('; '), ...rule, ...chosen };
  });
  // Each alone, as it will be used: two of them may have the same id.
  for (const [index, { name, ...rule }] of plan.entries()) {
    try {
      if (typeof name !== 'string' || name === '') throw new OptionError('name: expected a text.');
      new FaultRules().add(rule, 'code');
    } catch (error) {
      if (!(error instanceof FaultRuleError || error instanceof OptionError)) throw error;
      throw new OptionError(`--faults ${given}: fault ${index + 1}: ${error.message}`);
    }
  }
  return plan;
}

type Unnamed = FaultRule & { name?: string };

/** Commas inside brackets separate options. */
function entriesOfList(given: string): Unnamed[] {
  if (given.trim() === 'all') return FAULTS.map(({ example }) => ({ faults: example }));
  const texts = (given.match(/(?:\((?:"(?:[^"\\]|\\.)*(?:"|$)|[^")])*(?:\)|$)|[^,(])+/g) ?? []).map((text) =>
    text.trim(),
  );
  return texts
    .filter((text) => text !== '')
    .map((text) => {
      if (!/^[\w-]+$/.test(text)) return { faults: text };
      const fault = faultNamed(text);
      // The example shows the fault on an ordinary reply; the defaults of its options need not.
      if (fault) return { faults: fault.example };
      const names = FAULTS.map(({ name }) => name);
      throw new OptionError(
        `--faults: no fault is called "${text}".${didYouMean(text, names)} stuntdouble faults lists them; a plan file ends in .yaml, .yml or .json.`,
      );
    });
}

function entriesOfFile(path: string): Unnamed[] {
  let value: unknown;
  try {
    const text = readFileSync(path, 'utf8');
    // Here and not above: all that is loaded later is in one file, and most of it needs no YAML.
    value = path.endsWith('.json')
      ? (JSON.parse(text) as unknown)
      : (require('yaml') as typeof import('yaml')).parse(text);
  } catch (error) {
    throw new OptionError(`--faults ${path}: it cannot be read: ${(error as Error).message.split('\n', 1)[0]}`);
  }
  if (!Array.isArray(value)) throw new OptionError(`--faults ${path}: expected a list of { name, faults, ... }.`);
  return value.map((entry: unknown, index) => {
    if (typeof entry === 'string') return { faults: entry };
    if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) return entry as Unnamed;
    throw new OptionError(`--faults ${path}: fault ${index + 1}: expected a text or { name, faults, ... }.`);
  });
}
