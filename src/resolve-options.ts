/** Options from what was given: defaults filled in, every value held to its row of the table. */

import { modelProblem } from './check-model.ts';
import { OPTION_NAMES, OPTIONS, type OptionName, type Options, optionRow, type Row } from './config.ts';
import { didYouMean } from './did-you-mean.ts';
import { parseReplyStyle, REPLY_STYLES } from './reply-style.ts';

/** A value that an option cannot take; the message says where it came from, what came, and what was expected. */
export class OptionError extends Error {
  override name = 'OptionError';
}

/**
 * The complete options from partial ones, each checked against its row.
 *
 * @param given values by option name; `undefined` means not given
 * @param origin how an error names the source, e.g. `--port` or `stuntdouble.config.json: port`
 * @throws OptionError for an unknown name or a value out of its row's bounds
 * @example resolveOptions({ port: 0 }).host // '127.0.0.1'
 */
export function resolveOptions(
  given: Record<string, unknown> | Partial<Options> = {},
  origin: (name: string) => string = (name) => `option ${name}`,
): Options {
  const options: Record<string, unknown> = {};
  for (const name of OPTION_NAMES) options[name] = optionRow(name).default;
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(OPTIONS, name)) {
      const mend = didYouMean(name, OPTION_NAMES) || ` Known options: ${OPTION_NAMES.join(', ')}.`;
      throw new OptionError(`${origin(name)}: there is no such option.${mend}`);
    }
    const wrong = complaint(optionRow(name as OptionName), value);
    if (wrong) throw new OptionError(`${origin(name)}: ${wrong}`);
    options[name] = value;
  }
  return options as unknown as Options;
}

/** What is wrong with a value, or nothing. */
function complaint(row: Row, value: unknown): string | undefined {
  const came = `but got ${JSON.stringify(value)?.slice(0, 80) ?? String(value)}.`;
  switch (row.type) {
    case 'integer':
    case 'number': {
      const whole = row.type === 'integer';
      const fits = typeof value === 'number' && (whole ? Number.isInteger(value) : Number.isFinite(value));
      if (fits && value >= (row.minimum ?? -Infinity) && value <= (row.maximum ?? Infinity)) return undefined;
      return `expected a ${whole ? 'whole ' : ''}number from ${row.minimum} to ${row.maximum}, ${came}`;
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `expected true or false, ${came}`;
    case 'string':
      if (typeof value === 'string' && (value !== '' || row.empty)) return undefined;
      return `expected a text${row.empty ? '' : ' that is not empty'}, ${came}`;
    case 'choice':
      return row.choices?.includes(value as string) ? undefined : `expected one of ${row.choices?.join(', ')}, ${came}`;
    case 'reply':
      return typeof value === 'string' && parseReplyStyle(value) ? undefined : `expected ${REPLY_STYLES}, ${came}`;
    case 'strings':
    case 'faults':
      return Array.isArray(value) && value.every((entry) => typeof entry === 'string' && entry !== '')
        ? undefined
        : `expected a list of texts, ${came}`;
    case 'models':
      return Array.isArray(value) && value.every(isModelEntry)
        ? brokenModel(value)
        : `expected a list of model ids or objects with an id, ${came}`;
  }
}

type ModelEntry = string | (Readonly<Record<string, unknown>> & { id: string });

function isModelEntry(entry: unknown): entry is ModelEntry {
  const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : entry;
  return typeof id === 'string' && id !== '';
}

function brokenModel(entries: readonly ModelEntry[]): string | undefined {
  const objects = entries.filter((entry) => typeof entry !== 'string');
  const problem = objects.map(modelProblem).find((problem) => problem !== undefined);
  return problem && `${problem}.`;
}

/**
 * A value as it is written on a command line or in the environment, read as its row says.
 *
 * @throws OptionError when it cannot be read
 */
export function parseOptionText(name: OptionName, text: string, origin: string): unknown {
  const row = optionRow(name);
  switch (row.type) {
    case 'integer':
    case 'number': {
      const value = Number(text);
      if (text.trim() === '' || Number.isNaN(value))
        throw new OptionError(`${origin}: expected a number, but got "${text}".`);
      return value;
    }
    case 'boolean': {
      if (/^(true|1|yes|on)$/i.test(text)) return true;
      if (/^(false|0|no|off)$/i.test(text)) return false;
      throw new OptionError(`${origin}: expected true or false, but got "${text}".`);
    }
    case 'faults':
      // Commas stand within the faults of a text, and between them.
      return [text];
    case 'strings':
    case 'models':
      return text
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '');
    default:
      return text;
  }
}
