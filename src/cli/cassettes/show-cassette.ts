/** `stuntdouble cassettes show`: a cassette, or one exchange of it, for people or machines. */
import colors from 'picocolors';
import { CassetteError } from '../../cassettes/cassette.ts';
import type { Terminal } from '../serve.ts';
import { exchangeLines } from './exchange-lines.ts';
import { exchangeViews } from './exchange-view.ts';
import { findExchange } from './find-exchange.ts';
import { orRefused } from './or-refused.ts';
import { jsonText, plain } from './plain.ts';

export interface ShowOptions {
  name: string;
  /** Undefined for all exchanges; may also stand behind the name: `tool-loop#2`. */
  number: string | undefined;
  directory: string;
  full: boolean;
  json: boolean;
  /** Those of the terminal unless given. */
  paint?: typeof colors;
}

/** Longest text of a block that is shown whole. */
const LIMIT = 4000;

/** Resolves with the exit code: 0, or 2 when there is nothing to show. */
export function showCassette(options: ShowOptions, terminal: Terminal): Promise<number> {
  return orRefused(terminal, async () => {
    const { directory, full, json, paint = colors } = options;
    const { cassette, recording } = await findExchange(directory, options.name, options.number);
    const { name, recordings } = cassette;
    // One alone is shown whole.
    const views = recording ? exchangeViews([recording], recordings.indexOf(recording) + 1) : exchangeViews(recordings);
    if (json) terminal.out(asJson({ name, exchanges: views }));
    else {
      const style = { paint, limit: full ? Number.POSITIVE_INFINITY : LIMIT };
      const shown = views.map((view) => ['', ...exchangeLines(view, style)].join('\n'));
      terminal.out([paint.bold(plain(name)), ...shown].join('\n'));
    }
    return 0;
  });
}

/** @throws CassetteError for what is nested too deep */
function asJson(value: { name: string; exchanges: unknown }): string {
  try {
    return jsonText(value);
  } catch {
    throw new CassetteError(`${value.name} has values that are nested too deep to be written as JSON.`);
  }
}
