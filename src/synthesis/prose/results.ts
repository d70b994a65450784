/** What is said when tools have answered: a short quotation of each result, and which calls failed. */
import type { Random } from '../../random.ts';
import { type Heard, type HeardResult, quotable } from '../hear.ts';
import type { Ask } from './ask.ts';
import type { Tongue } from './tongues.ts';

/** More results than these are only counted. */
const MOST = 8;

/** An English answer from results. */
export function fromResults({ heard, about, random }: Ask): string {
  const failed = heard.results.filter((result) => result.isError);
  const worked = heard.results.filter((result) => !result.isError);
  const parts: string[] = [];
  if (worked.length === 1)
    parts.push(
      `${random.pick(['Here is what I found', 'This is the result', 'I have the answer now'])}: ${told(worked[0]!)}`,
    );
  else if (worked.length > 1) parts.push(`Here is what I found:\n\n${bullets(worked)}`);
  for (const { tool, text } of failed.slice(0, MOST))
    parts.push(`The ${tool || 'tool'} call returned an error${text === '' ? '.' : `: ${text}`}`);
  if (failed.length > 0) parts.push('I could not complete everything. Shall I try again in another way?');
  else
    parts.push(
      random.pick([
        `That should answer your question about ${about}.`,
        `Is there anything else you would like to know about ${about}?`,
        'Let me know if you would like me to look further.',
      ]),
    );
  return parts.join('\n\n');
}

/** The same in another language. */
export function fromResultsIn({ found, failed, close }: Tongue, heard: Heard, random: Random): string {
  const broken = heard.results.filter((result) => result.isError);
  const worked = heard.results.filter((result) => !result.isError);
  const parts: string[] = [];
  if (worked.length > 0) parts.push(found, bullets(worked));
  if (broken.length > 0) parts.push(failed, bullets(broken));
  parts.push(random.pick(close));
  return parts.join('\n\n');
}

function bullets(results: readonly HeardResult[]): string {
  const lines = results.slice(0, MOST).map((one) => `- ${told(one)}`);
  if (results.length > MOST) lines.push(`- … (+${results.length - MOST})`);
  return lines.join('\n');
}

function told({ tool, text, values = [] }: HeardResult): string {
  const from = tool === '' ? '' : ` (from ${tool})`;
  const pairs = values.map(([name, value]) => pair(name, value)).filter((one) => one !== '');
  if (pairs.length > 0) return `${pairs.join(', ')}${from}`;
  return text === '' ? `the call came back without any text${from}.` : `${text}${from}`;
}

function pair(name: string, value: string): string {
  const label = quotable(name.replaceAll('_', ' ').replaceAll('*', ''), 8);
  const shown = quotable(value, 16);
  if (shown === '') return '';
  return label === '' ? shown : `**${label}**: ${shown}`;
}
