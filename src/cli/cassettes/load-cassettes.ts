/** The cassettes that a subcommand is to work with. */
import type { Cassette, CassetteError } from '../../cassettes/cassette.ts';
import { readCassettes } from '../../cassettes/store/read-cassettes.ts';
import { didYouMean } from '../../did-you-mean.ts';
import { plain } from './plain.ts';

export interface Loaded {
  cassettes: readonly Cassette[];
  problems: readonly CassetteError[];
  /** What is wrong with the names, for people; undefined when there is nothing. */
  refusal: string | undefined;
}

/** All cassettes of a folder, or those of these names; a cassette that cannot be read is a problem. */
export async function loadCassettes(directory: string, names: readonly string[] = []): Promise<Loaded> {
  const { cassettes, problems } = await readCassettes(directory);
  if (names.length === 0) return { cassettes, problems, refusal: undefined };
  const known = cassettes.map(({ name }) => name);
  const missing = names.find((name) => !known.includes(name));
  // A cassette that cannot be read has no name; what is wrong with it says more than that it is missing.
  const refusal = missing === undefined || problems.length > 0 ? undefined : unknownName(missing, known, directory);
  return { cassettes: cassettes.filter(({ name }) => names.includes(name)), problems, refusal };
}

/** What to say when there is no cassette of a name. */
export function unknownName(name: string, known: readonly string[], directory: string): string {
  const there = known.length === 0 ? 'There is none at all.' : `There are ${known.slice(0, 20).join(', ')}.`;
  return plain(`no cassette in ${directory} is called "${name}".${didYouMean(name, known)} ${there}`);
}

/** A cassette that cannot be read, for people. */
export function problemLine({ message, file }: CassetteError): string {
  return plain(file === undefined || message.includes(file) ? message : `${file}: ${message}`);
}
