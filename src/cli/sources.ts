/** Options from their sources: flags win over the environment, the environment over the config file, the file over the defaults. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { flagOf, OPTION_NAMES, type Options, optionRow, variableOf } from '../config.ts';
import { usualFaults } from '../exchange/usual.ts';
import { OptionError, parseOptionText, resolveOptions } from '../resolve-options.ts';

/** Where a config file is looked for when none is named. */
const CONFIG_NAMES = ['stuntdouble.config.json', 'stuntdouble.config.yaml', 'stuntdouble.config.yml'];

export interface Sources {
  /** As commander gives them: texts, lists of texts, or true. */
  flags: Readonly<Record<string, unknown>>;
  environment: Readonly<Record<string, string | undefined>>;
  directory: string;
  /** The file named with `--config`. */
  configFile?: string;
}

/**
 * The options that hold.
 *
 * @throws OptionError that names the flag, variable or file at fault
 */
export async function gatherOptions(sources: Sources): Promise<Options> {
  const fromFile = await readConfig(sources);
  const values: Record<string, unknown> = { ...fromFile.values };
  const origins: Record<string, string> = Object.fromEntries(
    Object.keys(values).map((name) => [name, `${fromFile.name}: ${name}`]),
  );
  for (const name of OPTION_NAMES) {
    const variable = sources.environment[variableOf(name)];
    if (variable !== undefined && variable !== '') {
      values[name] = parseOptionText(name, variable, variableOf(name));
      origins[name] = variableOf(name);
    }
    const flag = sources.flags[optionRow(name).flag ?? name];
    if (flag !== undefined) {
      values[name] = typeof flag === 'string' ? parseOptionText(name, flag, flagOf(name)) : flag;
      origins[name] = flagOf(name);
    }
  }
  const options = resolveOptions(values, (name) => origins[name] ?? name);
  // The mock reads them as well, but would not know where they came from.
  usualFaults(options.faults, origins['faults']);
  return options;
}

async function readConfig({
  directory,
  configFile,
}: Sources): Promise<{ name: string; values: Record<string, unknown> }> {
  const found = configFile ?? CONFIG_NAMES.map((name) => join(directory, name)).find((path) => existsSync(path));
  if (!found) return { name: '', values: {} };
  const name = basename(found);
  let text: string;
  try {
    text = readFileSync(found, 'utf8');
  } catch (error) {
    throw new OptionError(`--config: cannot read ${found}: ${(error as Error).message}`);
  }
  let parsed: unknown;
  try {
    // YAML is loaded only for those who use it: it would cost everybody's start.
    parsed = /\.ya?ml$/.test(found) ? (await import('yaml')).parse(text) : JSON.parse(text);
  } catch (error) {
    throw new OptionError(`${name}: ${(error as Error).message}`);
  }
  if (parsed === null) return { name, values: {} };
  if (typeof parsed !== 'object' || Array.isArray(parsed)) {
    throw new OptionError(
      `${name}: expected an object of options, but got ${Array.isArray(parsed) ? 'a list' : typeof parsed}.`,
    );
  }
  const { $schema: _, ...values } = parsed as Record<string, unknown>;
  return { name, values };
}
