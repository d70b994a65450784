/** Text in the style that was asked for: the option `reply` and the header `x-mock-reply`. */
import type { Random } from '../../random.ts';
import type { ReplyStyle } from '../../reply-style.ts';
import type { Heard } from '../hear.ts';
import { exactTokens } from './exact-tokens.ts';
import { lorem } from './lorem.ts';
import { asksForJson, continuation, paragraphsOf } from './prose.ts';

/** What `echo` says when there is nothing to repeat. */
const NOTHING_SAID = 'There is no text to repeat.';

/**
 * An answer's text in a style. Never empty, no white space at its ends, always well-formed Unicode.
 *
 * @param realistic what is said when the style asks for nothing else
 */
export function styled(style: ReplyStyle, heard: Heard, random: Random, realistic: () => string): string {
  switch (style.kind) {
    case 'realistic':
      return realistic();
    case 'echo':
      return heard.asked.toWellFormed().trim() || NOTHING_SAID;
    case 'lorem':
      return lorem(random.int(1, 3), random);
    case 'text':
      return style.text.toWellFormed().trim();
    case 'tokens': {
      let paragraphs = 0;
      const more = paragraphsOf(heard);
      return exactTokens(style.count, () =>
        paragraphs++ === 0 ? realistic() : more(random.fork(`more ${paragraphs}`)),
      );
    }
  }
}

/** How an answer that the caller has begun goes on. After a lone brace JSON follows, whatever the style. */
export function styledContinuation(style: ReplyStyle, heard: Heard, random: Random): string {
  const realistic = (): string => continuation(heard, random);
  return asksForJson(heard) ? realistic() : styled(style, heard, random, realistic);
}
