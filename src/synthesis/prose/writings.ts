/** Small works: poems, stories, letters. */
import { type Ask, capital, some } from './ask.ts';

const WANTED =
  /\b(?:write|compose|create|make|tell|give|draft|generate|need|want)\b[^.?!\n]{0,40}?\b(haiku|poem|limerick|song|story|tale|email|e-mail|letter|joke)\b/i;

const LINES = [
  'The morning opens slowly, pale and wide,',
  'A window keeps the colour of the sky,',
  'And something small is waiting at our side,',
  'While quiet hours go their own way by.',
  'We count the lights that linger on the hill,',
  'And name them one by one, and lose the thread,',
  'The evening comes, the garden path is still,',
  'And more is meant than ever could be said.',
];
const FIVE = [
  'A quiet morning',
  'Light upon the path',
  'The wind turns a page',
  'Soft rain at the door',
  'One leaf starts to fall',
];
const SEVEN = [
  'the day begins without haste',
  'a small bird waits for the sun',
  'slow water carries the sky',
  'far away a bell is heard',
];

const STORY = [
  'On the edge of a small town lived someone who had thought about {it} for longer than anyone could remember.',
  'One evening a stranger knocked and asked a question that nobody had asked before.',
  'They talked until the candles were low, and neither noticed the rain.',
  'In the morning the stranger was gone, but a note lay on the table.',
  'It said only: “Begin again, and begin small.”',
  'And so it was that everything changed, a little at a time.',
];

/** A poem, a story, a letter or a joke, when one is asked for. */
export function writing({ line, about, random }: Ask): string | null {
  const kind = WANTED.exec(line)?.[1]?.toLowerCase();
  if (kind === undefined) return null;
  const named = about.startsWith('“') ? null : capital(about);
  switch (kind) {
    case 'haiku':
      return (
        [random.pick(FIVE), random.pick(SEVEN), random.pick(FIVE.slice(3))].join('\n') + (named ? `\n\n*${named}*` : '')
      );
    case 'story':
    case 'tale': {
      const told = STORY.map((sentence) => sentence.replace('{it}', () => (named ? about : 'the sea')));
      const middle = random.int(2, 4);
      return `**${named ?? 'A Small Beginning'}**\n\n${told.slice(0, middle).join(' ')}\n\n${told.slice(middle).join(' ')}`;
    }
    case 'email':
    case 'e-mail':
    case 'letter':
      return `Subject: ${named ?? 'A short note'}\n\nHello,\n\nI am writing about ${named ? about : 'the matter we discussed'}. ${random.pick(['Could we find half an hour this week?', 'I wanted to let you know where things stand.', 'Please let me know what would suit you.'])}\n\nKind regards,\n[Your name]`;
    case 'joke':
      return random.pick([
        'Why did the list go to school? It wanted to be well ordered.',
        'I tried to write a short joke, but it kept getting to the point. 😄',
        'Why was the notebook so calm? It had everything written down.',
      ]);
    default: {
      const title = named ? `**${named}**\n\n` : '';
      const from = random.chance(0.5) ? 0 : 4;
      const verses = random.chance(0.5) ? [LINES.slice(0, 4), LINES.slice(4)] : [LINES.slice(from, from + 4)];
      return (
        title +
        verses.map((verse) => verse.join('\n')).join('\n\n') +
        (random.chance(0.2) ? `\n\n${some(['🌿', '🌙', '✨'], 1, random)[0]!}` : '')
      );
    }
  }
}
