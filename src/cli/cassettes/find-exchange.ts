/** The exchange that a subcommand is to work with. */
import { type Cassette, CassetteError } from '../../cassettes/cassette.ts';
import type { Recording } from '../../cassettes/recording.ts';
import { counted } from './figures.ts';
import { loadCassettes, unknownName } from './load-cassettes.ts';

export interface Found {
  cassette: Cassette;
  /** Undefined when no number was given. */
  recording: Recording | undefined;
}

/**
 * The cassette of a name, and its exchange of a number, which may stand behind the name: `tool-loop#2`.
 *
 * @throws CassetteError when there is none, or when it cannot be read
 */
export async function findExchange(directory: string, given: string, asked?: string): Promise<Found> {
  const { cassettes, problems } = await loadCassettes(directory);
  const known = cassettes.map(({ name }) => name);
  const { name, number } = wanted(given, asked, known);
  const cassette = cassettes.find((other) => other.name === name);
  if (!cassette) throw problems[0] ?? new CassetteError(unknownName(name, known, directory));
  if (number === undefined) return { cassette, recording: undefined };
  const recording = /^\d{1,9}$/.test(number) ? cassette.recordings[Number(number) - 1] : undefined;
  if (!recording) {
    const there = `${name} has ${counted(cassette.recordings.length, 'exchange')}, numbered from 1`;
    throw new CassetteError(`${there}; there is no "${number}".`);
  }
  return { cassette, recording };
}

/** A name may itself end like a number; only one that is no cassette is taken apart. */
function wanted(
  name: string,
  number: string | undefined,
  known: readonly string[],
): { name: string; number: string | undefined } {
  const [, before, behind] = /^(.+)#(\d+)$/.exec(name) ?? [];
  if (number !== undefined || known.includes(name) || before === undefined) return { name, number };
  return { name: before, number: behind };
}
