/** The text of thinking blocks. */
import type { Random } from '../random.ts';
import { pieces } from '../tokens.ts';
import type { Heard } from './hear.ts';
import { askOf } from './prose/ask.ts';

/** A few sentences of reasoning about the request, at most `limit` pieces, never empty when `limit` is at least 1. */
export function thoughts(
  heard: Heard,
  calls: readonly string[],
  sentences: number,
  limit: number,
  random: Random,
): string {
  const { about } = askOf(heard, 1, random);
  const said = [
    random.pick([
      `The user is asking about ${about}.`,
      `This is a question about ${about}.`,
      `The request concerns ${about}.`,
    ]),
  ];
  for (const result of heard.results.slice(0, 2)) {
    const tool = result.tool || 'tool';
    said.push(
      result.isError ? `The ${tool} call failed, so I have to say that plainly.` : `The ${tool} result is in now.`,
    );
  }
  if (calls.length > 0) said.push(`I should call ${[...new Set(calls)].join(' and ')} before answering.`);
  const more = [
    `Let me work out what matters most here.`,
    `There may be more than one way to read this, but the plain reading fits.`,
    `A short, direct reply will serve better than a long one.`,
    `I should mention ${about} first and the details after it.`,
    `Nothing here needs a clarifying question.`,
    `I want to be careful not to claim more than I know.`,
  ];
  while (said.length < sentences && more.length > 0) said.push(...more.splice(random.int(0, more.length - 1), 1));
  return pieces(said.join(' ')).slice(0, limit).join('');
}
