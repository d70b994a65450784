/** Code in answers: a small sample in the language that the request mentions. */
import type { Random } from '../random.ts';
import type { Heard } from './hear.ts';
import { keyWords } from './topic.ts';

const WANTED =
  /\b(?:code|function|script|snippet|regex|class|method|python|javascript|typescript|node\.?js|rust|golang|java|sql|bash|shell|html|css|bug|refactor|unit test|algorithm|program)\b/i;

/** Name of the fence, what the request calls it, and the sample with an identifier in it. The first row is the default. */
const LANGUAGES: readonly (readonly [fence: string, asked: RegExp, sample: (id: string, n: number) => string])[] = [
  [
    'python',
    /\bpython\b/i,
    (id, n) =>
      `def ${id}(items):\n    """Keep the first ${n} items that are not empty."""\n    return [item for item in items if item][:${n}]`,
  ],
  [
    'typescript',
    /\btypescript\b/i,
    (id, n) =>
      `export function ${id}(items: string[]): string[] {\n  return items.filter((item) => item !== '').slice(0, ${n});\n}`,
  ],
  [
    'javascript',
    /\b(?:javascript|node\.?js)\b/i,
    (id, n) => `function ${id}(items) {\n  return items.filter(Boolean).slice(0, ${n});\n}`,
  ],
  [
    'rust',
    /\brust\b/i,
    (id, n) =>
      `fn ${id}(items: &[String]) -> Vec<&String> {\n    items.iter().filter(|item| !item.is_empty()).take(${n}).collect()\n}`,
  ],
  [
    'go',
    /\bgolang\b|\bin go\b/i,
    (id, n) =>
      `func ${id}(items []string) []string {\n\tif len(items) > ${n} {\n\t\treturn items[:${n}]\n\t}\n\treturn items\n}`,
  ],
  ['sql', /\bsql\b/i, (id, n) => `SELECT id, name\nFROM ${id}\nWHERE name <> ''\nORDER BY id\nLIMIT ${n};`],
  ['bash', /\b(?:bash|shell)\b/i, (id, n) => `${id}() {\n  grep -v '^$' "$1" | head -n ${n}\n}`],
  ['html', /\bhtml\b/i, (id, n) => `<ul id="${id}">\n  <li>Item 1</li>\n  <li>Item ${n}</li>\n</ul>`],
];

/** Does the request speak of code? */
export function wantsCode(asked: string): boolean {
  return WANTED.test(asked.slice(-20_000));
}

/** A fenced sample. Its identifier is made of the request's words. */
export function codeFence(heard: Heard, random: Random): string {
  const asked = heard.asked.slice(-20_000);
  const [fence, , sample] = LANGUAGES.find(([, pattern]) => pattern.test(asked)) ?? LANGUAGES[0]!;
  const words = keyWords(heard).filter((word) => /^[a-z]+$/i.test(word) && !WANTED.test(word));
  const id = words.slice(0, 2).join('_').toLowerCase() || 'first_items';
  return `\`\`\`${fence}\n${sample(id, random.int(3, 20))}\n\`\`\``;
}
