/** What the user's own words say about an argument: a place for `location`, a link for `url`, the question for `query`. */
import { type Heard, quotable } from './hear.ts';
import { namesOf, placesOf } from './names.ts';
import { topicOf } from './topic.ts';
import { stem, wordsOf } from './words.ts';

/** Values found in the user's text. Each finder gets the words of a property's name (stems) and answers null when nothing fits. */
export interface Wishes {
  text(words: ReadonlySet<string>): string | null;
  number(): number | null;
  /** One of the options when the text mentions exactly it. */
  mentioned(options: readonly unknown[]): unknown;
  /** The subject of this call, when the property's words ask for none of the above. Given out once. */
  subject(): string | null;
  topic: string;
}

/** What the text names: all names, those that are places, and the topic. */
interface Said {
  names: readonly string[];
  places: readonly string[];
  topic: string;
}

const FINDERS: readonly (readonly [stems: string, find: (asked: string, said: Said) => string | undefined])[] = [
  ['url uri link href website', (asked) => /https?:\/\/[^\s<>"'`)\]]{1,300}/.exec(asked)?.[0]],
  ['email mail recipient', (asked) => /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,3}/.exec(asked)?.[0]],
  ['path file filename filepath', (asked) => /(?<![\w./-])[\w./-]{0,80}\w\.[a-z]{1,5}\b/i.exec(asked)?.[0]],
  ['date day', (asked) => /\b\d{4}-\d\d-\d\d\b/.exec(asked)?.[0]],
  [
    'expression formula equation calculation',
    (asked) => /\d[\d.]{0,12}(?: ?[-+*/^%] ?\d[\d.]{0,12}){1,9}/.exec(asked)?.[0],
  ],
  [
    'location city place town destination country region area address venue',
    (_asked, { places, names }) => places[0] ?? names[0],
  ],
  [
    'person artist author company player team traveller traveler guest attendee',
    (_asked, { names, places }) => names.find((name) => !places.includes(name)),
  ],
  ['topic keyword term title subject', (_asked, { topic }) => topic],
  ['query q question search prompt text input message request', (asked) => quotable(asked, 24) || undefined],
];
const ROWS = FINDERS.map(([words, find]) => [new Set(words.split(' ').map(stem)), find] as const);

/** Reads the wishes out of the newest user text. `about` is the subject given to one call of several. */
export function wishesIn(asked: string, about: string | null): Wishes {
  const read = asked.slice(-20_000).replace(/\p{Surrogate}/gu, ' ');
  const heard: Heard = { asked: read, results: [], prefill: null, attachment: null, redaction: false };
  const topic = about ?? topicOf(heard);
  const quoted = (list: readonly string[]): string[] => list.map((name) => quotable(name, 12));
  const found: Said =
    about === null
      ? { names: quoted(namesOf(read).names), places: quoted(placesOf(read)), topic }
      : { names: [about], places: [], topic };
  const numbers = (read.match(/(?<![\w.-])-?\d{1,12}(?:\.\d{1,6})?(?![\w-])/g) ?? []).slice(0, 20).map(Number);
  const said = new Set(wordsOf(read).map((word) => word.toLowerCase()));
  let subject = about;
  return {
    topic,
    text: (words) => {
      for (const [stems, find] of ROWS) {
        if (![...words].some((word) => stems.has(word))) continue;
        const value = find(about ?? read, found);
        if (value !== undefined) return value;
      }
      return null;
    },
    number: () => numbers.shift() ?? null,
    mentioned: (options) =>
      options.slice(0, 1000).find((option) => typeof option === 'string' && said.has(option.toLowerCase())),
    subject: () => {
      const given = subject;
      subject = null;
      return given;
    },
  };
}
