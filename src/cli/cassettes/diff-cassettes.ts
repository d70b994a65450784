/** `stuntdouble cassettes diff`: the differences of two cassettes, by exchange and kind. */
import colors from 'picocolors';
import { compareReplies } from '../../cassettes/compared/compare-replies.ts';
import type { Difference } from '../../cassettes/compared/difference.ts';
import { type Pairing, pairExchanges } from '../../cassettes/compared/pair-exchanges.ts';
import type { Recording } from '../../cassettes/recording.ts';
import type { Terminal } from '../serve.ts';
import { differenceLine } from './difference-line.ts';
import { counted } from './figures.ts';
import { findExchange } from './find-exchange.ts';
import { jsonText, plain } from './plain.ts';

export interface DiffOptions {
  a: string;
  b: string;
  directory: string;
  json: boolean;
}

interface Compared {
  a: string;
  b: string;
  differences: readonly Difference[];
}

/** Resolves with the exit code: 0 no difference, 1 differences. */
export async function diffCassettes(options: DiffOptions, terminal: Terminal): Promise<number> {
  const { a, b, directory, json } = options;
  const pairing = pairingOf(await findExchange(directory, a), await findExchange(directory, b));
  const compared = pairing.pairs.map(([before, after]) => ({
    a: before.id,
    b: after.id,
    differences: compareReplies(before, after),
  }));
  const [onlyA, onlyB] = [idsOf(pairing.onlyBefore), idsOf(pairing.onlyAfter)];
  const differing = compared.filter(({ differences }) => differences.length > 0);
  const isSame = differing.length + onlyA.length + onlyB.length === 0;
  if (json) terminal.out(jsonText({ same: isSame, compared: compared.map(asJson), only_a: onlyA, only_b: onlyB }));
  else {
    for (const { a, b, differences } of differing)
      terminal.out(
        [colors.bold(plain(`${a} ↔ ${b}`)), ...differences.map((each) => `  ${differenceLine(each)}`)].join('\n'),
      );
    for (const id of onlyA) terminal.out(plain(`only in ${a}: ${id}`));
    for (const id of onlyB) terminal.out(plain(`only in ${b}: ${id}`));
    const differ = `${differing.length} ${differing.length === 1 ? 'differs' : 'differ'}`;
    terminal.out(
      `${counted(compared.length, 'exchange')} compared, ${differ}; only in one: ${onlyA.length + onlyB.length}`,
    );
  }
  return isSame ? 0 : 1;
}

type Side = Awaited<ReturnType<typeof findExchange>>;

function pairingOf(one: Side, two: Side): Pairing {
  if (one.recording && two.recording) return { pairs: [[one.recording, two.recording]], onlyBefore: [], onlyAfter: [] };
  const recordings = ({ recording, cassette }: Side) => (recording ? [recording] : cassette.recordings);
  const pairing = pairExchanges(recordings(one), recordings(two), one.cassette.settings);
  // Who names one exchange asks for that one only.
  if (one.recording) return { ...pairing, onlyAfter: [] };
  return two.recording ? { ...pairing, onlyBefore: [] } : pairing;
}

function asJson({ a, b, differences }: Compared): unknown {
  return {
    a,
    b,
    differences: differences.map(({ kind, where, before, after }) => ({
      kind,
      where,
      a: before ?? null,
      b: after ?? null,
    })),
  };
}

function idsOf(recordings: readonly Recording[]): string[] {
  return recordings.map(({ id }) => id);
}
