/** `stuntdouble cassettes export`: a cassette in another format. */
import type { Cassette } from '../../cassettes/cassette.ts';
import { exported } from '../../cassettes/imported/exported.ts';
import { writeAtomically } from '../../cassettes/store/write-atomically.ts';
import type { Terminal } from '../serve.ts';
import { exchangeViews } from './exchange-view.ts';
import { findExchange } from './find-exchange.ts';
import { jsonText, plain } from './plain.ts';

export interface ExportOptions {
  name: string;
  to: 'har' | 'polly' | 'json';
  out: string | undefined;
  directory: string;
}

/** Resolves with the exit code. */
export async function exportCassette({ name, to, out, directory }: ExportOptions, terminal: Terminal): Promise<number> {
  const { cassette, recording } = await findExchange(directory, name);
  const text = jsonText(await formOf({ ...cassette, recordings: recording ? [recording] : cassette.recordings }, to));
  if (out === undefined) terminal.out(text);
  else {
    await writeAtomically(out, `${text}\n`, { private: false });
    terminal.out(plain(`${name} was written to ${out}.`));
  }
  return 0;
}

async function formOf(cassette: Cassette, to: ExportOptions['to']): Promise<unknown> {
  if (to !== 'json') return exported(cassette, to);
  const [first] = cassette.recordings;
  const number = Number(first?.id.slice(first.id.lastIndexOf('#') + 1) ?? 1);
  return { name: cassette.name, exchanges: exchangeViews(cassette.recordings, number) };
}
