/** What must be given before recorded requests are sent again: consent, a place where it may be, keys. */
import { CassetteError } from '../../cassettes/cassette.ts';
import type { Recording } from '../../cassettes/recording.ts';
import { messageOf } from '../../cassettes/replay/message-of.ts';
import { type Origins, originsOf } from '../../cassettes/upstream/origins.ts';
import { isCi } from '../../ci.ts';
import type { DialectName } from '../../contract/validator.ts';
import { costOfReply, counted, dollarText } from './figures.ts';

export interface DriftWishes {
  upstream: readonly string[];
  yes: boolean;
  inCi: boolean;
}

/** Where a request of a dialect goes, and with which key. */
export type Routes = ReadonlyMap<DialectName, { origin: string; key: string }>;

const VARIABLES: Readonly<Record<DialectName, string>> = {
  anthropic: 'ANTHROPIC_API_KEY',
  openrouter: 'OPENROUTER_API_KEY',
  'llm-router': 'LLMROUTER_API_KEY',
};

/** @throws CassetteError that says what is missing */
export function routesFor(
  recordings: readonly Recording[],
  { upstream, yes, inCi }: DriftWishes,
  environment: NodeJS.ProcessEnv,
): Routes {
  const origins = originsOf(upstream);
  if ('problem' in origins) throw new CassetteError(`--upstream: ${origins.problem}`);
  const dialects = [...new Set(recordings.map(({ request }) => request.dialect))];
  if (!yes) throw new CassetteError(`${whatWouldBe(recordings, dialects, origins)} Add --yes to do so.`);
  if (isCi(environment['CI']) && !inCi)
    throw new CassetteError('CI is set, so no service is called from here. Allow it with --record-in-ci.');
  return new Map(
    dialects.map((dialect) => {
      const key = environment[VARIABLES[dialect]]?.trim();
      if (!key) throw new CassetteError(`The key is missing: set ${VARIABLES[dialect]} for ${origins[dialect]}.`);
      return [dialect, { origin: origins[dialect], key }];
    }),
  );
}

function whatWouldBe(recordings: readonly Recording[], dialects: readonly DialectName[], origins: Origins): string {
  const costs = recordings.map(messageOf).map((message) => (message ? costOfReply(message) : null));
  const known = costs.filter((cost) => cost !== null);
  const cost = known.length === 0 ? '' : ` When recorded they cost ${dollarText(known.reduce((a, b) => a + b, 0))}.`;
  const places = dialects.map((dialect) => origins[dialect]).join(' and ');
  return `${counted(recordings.length, 'request')} would be sent to ${places}.${cost}`;
}
