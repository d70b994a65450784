/** Placeholder Latin. Faker has some too, but takes longer to load than most answers to write. */
import type { Random } from '../../random.ts';
import { capital } from './ask.ts';

const WORDS =
  'lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua enim ad minim veniam quis nostrud exercitation ullamco laboris nisi aliquip ex ea commodo consequat duis aute irure in reprehenderit voluptate velit esse cillum eu fugiat nulla pariatur excepteur sint occaecat cupidatat non proident sunt culpa qui officia deserunt mollit anim id est laborum'.split(
    ' ',
  );

/** So many paragraphs; the first begins as everybody expects. */
export function lorem(paragraphs: number, random: Random): string {
  const parts: string[] = [];
  for (let i = 0; i < paragraphs; i++) {
    const sentences = Array.from({ length: random.int(2, 5) }, (_, at) => {
      const words =
        i === 0 && at === 0
          ? WORDS.slice(0, random.int(8, 19))
          : Array.from({ length: random.int(5, 14) }, () => random.pick(WORDS));
      return `${capital(words.join(' '))}.`;
    });
    parts.push(sentences.join(' '));
  }
  return parts.join('\n\n');
}
