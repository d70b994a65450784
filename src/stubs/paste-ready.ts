/** A stub that would have matched a request: what an unmatched one is told to write. */
import { firstCharacters } from './conditions/finding.ts';
import { factsOf } from './conditions/subject-facts.ts';
import type { StubDefinition, When } from './stub.ts';
import type { Subject } from './subject.ts';

/** Characters of the user's text that a condition should hold. */
const TEXT = 80;
const NAME = 40;

/** A new stub for this request, whose reply the author fills in. It matches the request that it is made from. */
export function suggestStub(subject: Subject): StubDefinition {
  const facts = factsOf(subject);
  const when: When = {};
  if (facts.model !== '' && facts.model.isWellFormed()) when.model = facts.model;
  const contains = beginning(facts.lastUserText?.text ?? '');
  if (contains !== '') when.text = { contains };
  const result = facts.results[0];
  const { tool, id } = result ?? {};
  if (tool?.isWellFormed()) when.toolResult = { tool };
  else if (id?.isWellFormed()) when.toolResult = { id };
  else if (facts.turn > 1) when.turn = facts.turn;
  const name = firstCharacters(contains, NAME)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return { name: name || 'new stub', when, respond: { text: 'Write the answer here.' } };
}

/** The first characters, up to one that cannot be written into a file, without the white space that gets lost on the way. */
function beginning(text: string): string {
  const kept = firstCharacters(text.trimStart(), TEXT);
  const broken = /\p{Cs}|(?![\n\t])\p{Cc}/u.exec(kept);
  return (broken ? kept.slice(0, broken.index) : kept).trimEnd();
}
