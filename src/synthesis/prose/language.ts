/** Which of the languages that the mock can answer in a text is written in. */

export type Language = 'en' | 'zh' | 'ja' | 'ko' | 'ru' | 'ar' | 'es' | 'de' | 'fr';

/** A script of its own gives a language away; kana come first because Japanese is full of Han characters. */
const SCRIPTS: readonly (readonly [Language, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}{2}/u],
  ['zh', /\p{Script=Han}{2}/u],
  ['ru', /\p{Script=Cyrillic}{3}/u],
  ['ar', /\p{Script=Arabic}{3}/u],
];

/** Words that are common in one of these languages and rare in the others. */
const SMALL_WORDS: readonly (readonly [Language, ReadonlySet<string>])[] = [
  ['en', of('the a is are what how why who tell me about and of to in you your please can do does explain write with')],
  [
    'es',
    of(
      'el los las una qué que cómo como por para del con es son cuál dónde hola gracias escribe explica dime sobre mi',
    ),
  ],
  [
    'de',
    of(
      'der das ist sind und ein eine einen wie warum wer mir über von zu mit ich bitte hallo danke erkläre schreibe nicht auf',
    ),
  ],
  [
    'fr',
    of(
      'le les une est sont et comment pourquoi qui quoi moi sur du avec je vous merci bonjour explique écris quel quelle des',
    ),
  ],
];

const TONGUES: Readonly<Record<string, Language>> = {
  english: 'en',
  chinese: 'zh',
  mandarin: 'zh',
  japanese: 'ja',
  korean: 'ko',
  russian: 'ru',
  arabic: 'ar',
  spanish: 'es',
  german: 'de',
  french: 'fr',
};

const DEMAND = /\b(?:answer|reply|respond|write|speak)\b[^.\n]{0,40}\bin ([a-z]{6,8})\b/i;

/** How much of a text is looked at. */
const READ = 400;

/**
 * The language to answer a text in; English when in doubt.
 *
 * @example languageOf('¿Cómo se hace el pan?') // 'es'
 */
export function languageOf(text: string): Language {
  const read = text.slice(0, READ);
  const demanded = DEMAND.exec(read)?.[1];
  if (demanded !== undefined) {
    const tongue = tongueCalled(demanded);
    if (tongue) return tongue;
  }
  if (BEYOND_LATIN.test(read)) {
    const found = SCRIPTS.find(([, script]) => script.test(read));
    // A foreign word in a sentence of Latin letters does not make the sentence foreign.
    if (found && (read.match(LATIN)?.length ?? 0) < read.length * 0.6) return found[0];
  }
  return bySmallWords(read);
}

const BEYOND_LATIN = /[\u0370-\u{10ffff}]/u;
const LATIN = /[a-z]/gi;

/** The language of this English name, if the mock speaks it. */
export function tongueCalled(name: string): Language | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(TONGUES, key) ? TONGUES[key] : undefined;
}

function bySmallWords(text: string): Language {
  const words = text.toLowerCase().split(/[^\p{L}]+/u);
  let best: Language = 'en';
  let most = 0;
  for (const [language, known] of SMALL_WORDS) {
    let count = 0;
    for (const word of words) if (known.has(word)) count++;
    if (count > most) {
      most = count;
      best = language;
    }
  }
  return best;
}

function of(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
