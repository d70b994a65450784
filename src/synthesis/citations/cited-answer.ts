/** An answer from sources: plain and cited pieces by turns, the cited ones repeating what they cite. */
import type { Random } from '../../random.ts';
import { type Heard, quotable } from '../hear.ts';
import type { Told } from '../server-tools/server-use.ts';
import { NO_TOPIC, topicOf } from '../topic.ts';
import { stemsOf } from '../words.ts';
import type { Passage } from './sources.ts';

/** A quotation is at most so many pieces long in the text, however long the passage is. */
const LONGEST = 60;

/**
 * The pieces of the answer, which joined read as one text. Each cited piece has one citation. Empty when nothing can be quoted.
 *
 * @example citedAnswer(passages, heard, random) // [{ text: 'According to Grass, ' }, { text: 'the grass is green.', citations: [...] }]
 */
export function citedAnswer(passages: readonly Passage[], heard: Heard, random: Random): Told[] {
  const readable = passages.filter(({ citation }) => quotable(citation.cited_text, LONGEST) !== '');
  const chosen = best(readable, heard.asked, random.int(1, 3));
  const topic = topicOf(heard);
  const told: Told[] = [];
  for (const [i, { title, citation }] of chosen.entries()) {
    const from = title === null || title.trim() === '' ? 'the source' : quotable(title, 12);
    told.push({
      text:
        i === 0
          ? random.pick([`According to ${from}: `, `This is what ${from} says: `])
          : random.pick([`\n\nBesides, ${from} says: `, '\n\nIt is also worth knowing: ']),
    });
    told.push({ text: quotable(citation.cited_text, LONGEST), citations: [citation] });
  }
  if (told.length > 0 && topic !== NO_TOPIC && random.chance(0.5))
    told.push({ text: `\n\nThat is what the sources say about ${topic}.` });
  return told;
}

/** The passages that share most words with the question, in the order in which they were given. */
function best(passages: readonly Passage[], asked: string, count: number): Passage[] {
  const wanted = stemsOf(asked);
  const scored = passages.map((passage, at) => ({ passage, at, score: shared(wanted, passage) }));
  return scored
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, count)
    .sort((a, b) => a.at - b.at)
    .map(({ passage }) => passage);
}

function shared(wanted: ReadonlySet<string>, { citation }: Passage): number {
  let count = 0;
  for (const stem of stemsOf(citation.cited_text.slice(0, 500))) if (wanted.has(stem)) count++;
  return count;
}
