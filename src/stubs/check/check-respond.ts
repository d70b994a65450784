/** What is wrong with a reply that has the right structure. */
import type { Respond } from '../respond.ts';
import { checkContent } from './check-content.ts';
import { checkError } from './check-error.ts';
import { checkHeaders } from './check-headers.ts';
import { checkTemplates } from './check-templates.ts';
import type { Findings, Path } from './findings.ts';

/** What says the reply. A seventh way would be a row here. */
export const SOURCES = ['text', 'content', 'sequence', 'error', 'raw', 'events'] as const satisfies (keyof Respond)[];

/** What only a message has. */
const OF_MESSAGES = [
  'id',
  'model',
  'stop_reason',
  'stop_sequence',
  'stop_details',
  'container',
  'usage',
] as const satisfies (keyof Respond)[];

/**
 * Adds what is wrong.
 * @param path where the reply stands
 * @param around the sequence that it is a step of
 */
export function checkRespond(respond: Respond, path: Path, findings: Findings, around?: Respond): void {
  const isStep = around !== undefined;
  // A step without a word of its own about templates has the sequence's.
  const template = respond.template ?? around?.template ?? false;
  const given = SOURCES.filter((key) => respond[key] !== undefined);
  if (given.length === 0) {
    const choice = (isStep ? SOURCES.filter((key) => key !== 'sequence') : SOURCES).join(', ');
    findings.error(path, `it does not say what to answer. Give exactly one of ${choice}.`);
  }
  for (const extra of given.slice(1)) {
    findings.error([...path, extra], `a reply has one source, and ${given[0]} is there already. Keep one of the two.`);
  }
  for (const key of ['then', 'by'] as const) {
    if (respond[key] === undefined || respond.sequence !== undefined) continue;
    findings.error([...path, key], `${key} is for a sequence, and there is none. Add sequence, or take it away.`);
  }
  if (respond.sequence !== undefined && isStep) {
    findings.error(
      [...path, 'sequence'],
      'a sequence cannot stand in a sequence. Write its replies into the outer one.',
    );
    return;
  }
  const odd = (['error', 'raw', 'events'] as const).find((key) => respond[key] !== undefined);
  for (const key of odd === undefined ? [] : OF_MESSAGES.filter((name) => respond[name] !== undefined)) {
    findings.warning([...path, key], `${key} is part of a message and does nothing beside ${odd}. Take it away.`);
  }
  if (respond.error !== undefined) checkError(respond.error, [...path, 'error'], findings);
  checkHeaders(respond.headers, [...path, 'headers'], findings);
  checkHeaders(respond.raw?.headers, [...path, 'raw', 'headers'], findings);
  checkContent(respond, path, findings);
  checkTemplates(respond, path, template, findings);
  for (const [index, step] of (respond.sequence ?? []).entries()) {
    checkRespond(step, [...path, 'sequence', index], findings, respond);
  }
}
