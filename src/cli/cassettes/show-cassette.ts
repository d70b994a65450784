/** `stuntdouble cassettes show`: a cassette, or one exchange of it, for people or machines. */
import colors from 'picocolors';
import type { Terminal } from '../serve.ts';
import { exchangeLines } from './exchange-lines.ts';
import { exchangeViews } from './exchange-view.ts';
import { counted } from './figures.ts';
import { loadCassettes, problemLine, unknownName } from './load-cassettes.ts';
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
export async function showCassette(options: ShowOptions, terminal: Terminal): Promise<number> {
  const { directory, full, json, paint = colors } = options;
  const { cassettes, problems } = await loadCassettes(directory);
  const { name, number } = wanted(
    options,
    cassettes.map((cassette) => cassette.name),
  );
  const cassette = cassettes.find((other) => other.name === name);
  if (!cassette) {
    for (const problem of problems) terminal.error(problemLine(problem));
    return refused(
      unknownName(
        name,
        cassettes.map((other) => other.name),
        directory,
      ),
      terminal,
    );
  }
  const { recordings } = cassette;
  const place = number === undefined ? undefined : placeOf(number, recordings.length);
  if (place === 'none') {
    const there = `${name} has ${counted(recordings.length, 'exchange')}, numbered from 1`;
    return refused(plain(`${there}; there is no "${number}".`), terminal);
  }
  // One alone is shown whole.
  const views = place === undefined ? exchangeViews(recordings) : exchangeViews([recordings[place - 1]!], place);
  if (json) {
    try {
      terminal.out(jsonText({ name, exchanges: views }));
    } catch {
      return refused(plain(`${name} has values that are nested too deep to be written as JSON.`), terminal);
    }
    return 0;
  }
  const style = { paint, limit: full ? Number.POSITIVE_INFINITY : LIMIT };
  terminal.out(
    [paint.bold(plain(name)), ...views.map((view) => ['', ...exchangeLines(view, style)].join('\n'))].join('\n'),
  );
  return 0;
}

/** A name may itself end like a number; only one that is no cassette is taken apart. */
function wanted({ name, number }: ShowOptions, known: readonly string[]): { name: string; number: string | undefined } {
  const [, before, behind] = /^(.+)#(\d+)$/.exec(name) ?? [];
  if (number !== undefined || known.includes(name) || before === undefined) return { name, number };
  return { name: before, number: behind };
}

function placeOf(number: string, most: number): number | 'none' {
  const place = /^\d{1,9}$/.test(number) ? Number(number) : 0;
  return place >= 1 && place <= most ? place : 'none';
}

function refused(message: string, terminal: Terminal): number {
  terminal.error(`stuntdouble: ${message}`);
  return 2;
}
