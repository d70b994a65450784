/** Requests, counts and differences in words, for verdicts. */
import { quote, shorten } from '../stubs/conditions/finding.ts';
import type { Journal } from './journal.ts';
import type { Difference, Nearest } from './verification.ts';
import type { View } from './view.ts';

/** How many requests a verdict shows. */
export const MOST_SHOWN = 3;

/** @example counted(2, 'request') // '2 requests' */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** One request on one line. */
export function title(view: View): string {
  const { noted, id, model, lastUserText } = view;
  const parts = [`#${id}`, noted.method, shorten(noted.path), model === null ? null : shorten(model), noted.status];
  const said = lastUserText === '' ? null : quote(lastUserText);
  return [...parts, said].filter((part) => part !== null).join(' ');
}

/** A request with what it lacks, for people and as data. */
export function nearestOf(view: View, failed: readonly Difference[], head = title(view)): Nearest {
  return { id: view.id, failed, diff: [head, ...differenceLines(failed)].join('\n') };
}

/** Two lines per difference, expected under actual, so that the eye can compare them. */
export function differenceLines(failed: readonly Difference[]): string[] {
  return failed.flatMap(({ condition, expected, actual }) => [
    `    ${condition}`,
    `      expected: ${expected}`,
    `      actual:   ${actual}`,
  ]);
}

/** The nearest requests, as the end of a message. */
export function nearestText(nearest: readonly Nearest[], head = 'The nearest:'): string[] {
  return nearest.length === 0 ? [] : [head, ...nearest.map(({ diff }) => indent(diff ?? ''))];
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}

/** Why a verdict may lack something: entries that are no longer held. */
export function droppedNote({ dropped, size }: Journal): string[] {
  if (dropped === 0) return [];
  return size === 0
    ? [`None of the ${counted(dropped, 'request')} noted is held: the journal is switched off.`]
    : [`${counted(dropped, 'older request')} ${dropped === 1 ? 'is' : 'are'} no longer held, and not looked at.`];
}
