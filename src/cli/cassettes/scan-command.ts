/** `stuntdouble cassettes scan`: looks for secrets in all cassettes of a folder, for people and for CI. */
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { type Cassette, CassetteError } from '../../cassettes/cassette.ts';
import { type Finding, findSecrets } from '../../cassettes/secrets/find-secrets.ts';
import { findingText } from '../../cassettes/secrets/refusal-text.ts';
import { readCassettes } from '../../cassettes/store/read-cassettes.ts';
import { createProgress, type Progress } from '../progress-bar.ts';
import type { Terminal } from '../serve.ts';
import { counted } from './figures.ts';
import { problemLine } from './load-cassettes.ts';
import { jsonText, plain } from './plain.ts';

interface Options {
  cassettes: string;
  json?: true;
}

interface Scanned {
  cassettes: number;
  recordings: number;
  findings: (Finding & { cassette: string /** `tool-loop#3`. */; recording: string })[];
  /** What could not be read. */
  problems: string[];
}

export function scanCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('scan')
    .description('look for secrets in cassettes')
    .option('--cassettes <dir>', 'the folder of the cassettes', 'cassettes')
    .option('--json', 'write JSON, for programs')
    .addHelpText('after', '\nExit code: 0 no secrets, 1 secrets, 2 something could not be read, or a wrong option.')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (options: Options) => exit(await scan(options, terminal)));
}

async function scan({ cassettes: directory, json }: Options, terminal: Terminal): Promise<number> {
  if (!existsSync(directory)) {
    terminal.error(`stuntdouble: there is no folder ${directory}. Name that of the cassettes with --cassettes.`);
    return 2;
  }
  const { cassettes, problems } = await readCassettes(directory);
  const scanned: Scanned = {
    cassettes: cassettes.length,
    recordings: cassettes.reduce((sum, { recordings }) => sum + recordings.length, 0),
    findings: [],
    problems: problems.map(problemLine),
  };
  const progress = createProgress(process.stderr, cassettes.length);
  for (const cassette of cassettes) scanOne(cassette, scanned, progress);
  progress.end();
  if (json) terminal.out(jsonText(scanned));
  else tell(scanned, terminal);
  if (scanned.problems.length > 0) return 2;
  return scanned.findings.length > 0 ? 1 : 0;
}

/** A pattern of its settings that cannot be used is a problem of this cassette, not of the others. */
function scanOne({ name, recordings, settings }: Cassette, scanned: Scanned, progress: Progress): void {
  try {
    for (const recording of recordings)
      for (const finding of findSecrets(recording, settings))
        scanned.findings.push({ cassette: name, recording: recording.id, ...finding });
  } catch (error) {
    if (!(error instanceof CassetteError)) throw error;
    scanned.problems.push(`${plain(name)}: ${problemLine(error)}`);
  }
  progress.tick(name);
}

function tell({ cassettes, recordings, findings, problems }: Scanned, terminal: Terminal): void {
  for (const problem of problems) terminal.error(problem);
  for (const finding of findings) terminal.out(plain(`${finding.recording}: ${findingText(finding)}`));
  const places = findings.length === 0 ? 'no secrets' : counted(findings.length, 'place');
  const summary = `${counted(cassettes, 'cassette')}, ${counted(recordings, 'recording')}, ${places}`;
  terminal.out(
    findings.length === 0 ? summary : `${summary} that ${findings.length === 1 ? 'looks' : 'look'} like a secret`,
  );
  if (findings.length > 0)
    terminal.out(
      'Record again with --redact, or name what is no secret in "allow" of the cassette\'s cassette.json. A key that was committed is known: revoke it.',
    );
}
