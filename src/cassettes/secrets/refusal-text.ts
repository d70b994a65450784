/** Tells people why an exchange was not written, and what to do. */
import type { Finding } from './find-secrets.ts';

/** More places than this are counted, not told. */
const MOST = 20;

/**
 * Several lines, without a line end behind the last.
 *
 * @param cassette name of the cassette
 * @param settings path of its settings
 * @example refusalText(findSecrets(recording, {}), 'tool-loop', 'cassettes/tool-loop_2462055172/cassette.json')
 */
export function refusalText(findings: readonly Finding[], cassette: string, settings: string): string {
  const fingerprints = [...new Set(findings.map(({ fingerprint }) => fingerprint))];
  const told = findings.slice(0, MOST).map((finding) => `  ${findingText(finding)}`);
  if (findings.length > MOST) told.push(`  and ${findings.length - MOST} more`);
  const what = findings.length === 1 ? 'what looks like a secret' : `${findings.length} places that look like secrets`;
  const allow = JSON.stringify(fingerprints.slice(0, MOST)).replaceAll(',', ', ');
  return [
    `The exchange was not written to cassette ${cassette}, as it holds ${what}:`,
    ...told,
    'What to do:',
    `  it is no secret: add "allow": ${allow} to ${settings}`,
    '  it may be replaced: record with --redact, which writes a pseudonym in its place',
    '  it has no business there: take it out of the prompt, or out of what a tool returns',
  ].join('\n');
}

/** `request /messages/0/content: anthropic-key sk-ant-api0… (sha256:1f2e3d4c5b6a)` */
export function findingText({ where, kind, shown, fingerprint }: Finding): string {
  return `${where}: ${kind} ${shown} (${fingerprint})`;
}
