/** Code in answers: a small sample in the language that the request mentions. */
import type { Random } from '../../random.ts';
import type { Heard } from '../hear.ts';
import { keyWords } from '../topic.ts';

/** Words that mean code wherever they stand. */
const CODE =
  /\b(?:code|function|script|snippet|regex|regular expression|refactor|unit tests?|algorithm|stack ?trace|compil(?:e|er)|debug|implement|código|Funktion|fonction)\b|代码|函数|コード|関数|코드|함수|(?<!\p{L})код(?!\p{L})|функци/iu;
/** A language is only a subject unless something is to be made in it. */
const MAKING =
  /\b(?:write|create|make|build|show|give|fix|convert|generate|example|program|query|class|method|page|escribe|schreibe|écris)\b/i;

type Sample = (id: string, n: number) => string;

/** The fence, what the request calls the language, and the sample with an identifier in it. The first row is the default. */
const LANGUAGES: readonly (readonly [fence: string, asked: RegExp, sample: Sample])[] = [
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
      `export function ${camel(id)}(items: string[]): string[] {\n  return items.filter((item) => item !== '').slice(0, ${n});\n}`,
  ],
  [
    'javascript',
    /\b(?:javascript|node\.?js)\b/i,
    (id, n) => `function ${camel(id)}(items) {\n  return items.filter(Boolean).slice(0, ${n});\n}`,
  ],
  [
    'rust',
    /\brust\b/i,
    (id, n) =>
      `fn ${id}(items: &[String]) -> Vec<&String> {\n    items.iter().filter(|item| !item.is_empty()).take(${n}).collect()\n}`,
  ],
  [
    'go',
    /\bgolang\b|\bin go\b|\bgo (?:function|program|code)\b/i,
    (id, n) =>
      `func ${camel(id)}(items []string) []string {\n\tif len(items) > ${n} {\n\t\treturn items[:${n}]\n\t}\n\treturn items\n}`,
  ],
  [
    'csharp',
    /\bc#|\bcsharp\b|\.net\b/i,
    (id, n) =>
      `static List<string> ${pascal(id)}(IEnumerable<string> items) =>\n    items.Where(item => item != "").Take(${n}).ToList();`,
  ],
  [
    'cpp',
    /\bc\+\+|\bcpp\b/i,
    (id, n) =>
      `std::vector<std::string> ${id}(std::vector<std::string> items) {\n    if (items.size() > ${n}) items.resize(${n});\n    return items;\n}`,
  ],
  [
    'java',
    /\bjava\b/i,
    (id, n) =>
      `static List<String> ${camel(id)}(List<String> items) {\n    return items.stream().filter(item -> !item.isEmpty()).limit(${n}).toList();\n}`,
  ],
  [
    'kotlin',
    /\bkotlin\b/i,
    (id, n) => `fun ${camel(id)}(items: List<String>): List<String> =\n    items.filter { it.isNotEmpty() }.take(${n})`,
  ],
  [
    'swift',
    /\bswift\b/i,
    (id, n) =>
      `func ${camel(id)}(_ items: [String]) -> [String] {\n    Array(items.filter { !$0.isEmpty }.prefix(${n}))\n}`,
  ],
  ['ruby', /\bruby\b/i, (id, n) => `def ${id}(items)\n  items.reject(&:empty?).first(${n})\nend`],
  [
    'php',
    /\bphp\b/i,
    (id, n) =>
      `function ${camel(id)}(array $items): array\n{\n    return array_slice(array_filter($items), 0, ${n});\n}`,
  ],
  ['sql', /\bsql\b/i, (id, n) => `SELECT id, name\nFROM ${id}\nWHERE name <> ''\nORDER BY id\nLIMIT ${n};`],
  ['bash', /\b(?:bash|shell)\b/i, (id, n) => `${id}() {\n  grep -v '^$' "$1" | head -n ${n}\n}`],
  ['html', /\bhtml\b/i, (id, n) => `<ul id="${id}">\n  <li>Item 1</li>\n  <li>Item ${n}</li>\n</ul>`],
  ['css', /\bcss\b/i, (id, n) => `.${id.replaceAll('_', '-')} {\n  display: grid;\n  gap: ${n}px;\n}`],
  [
    'c',
    /\bin c\b|\bc (?:function|program|code)\b/i,
    (id, n) => `size_t ${id}(size_t count) {\n    return count < ${n} ? count : ${n};\n}`,
  ],
];

/** Does the request want code? Its beginning and its end tell. */
export function wantsCode(asked: string): boolean {
  const read = asked.length <= 1200 ? asked : `${asked.slice(0, 600)}\n${asked.slice(-600)}`;
  return CODE.test(read) || (MAKING.test(read) && LANGUAGES.some(([, pattern]) => pattern.test(read)));
}

/** A fenced sample. Its identifier is made of the request's words. */
export function codeFence(heard: Heard, random: Random): string {
  const asked = heard.asked.slice(-20_000);
  const [fence, , sample] = LANGUAGES.find(([, pattern]) => pattern.test(asked)) ?? LANGUAGES[0]!;
  const words = keyWords(heard).filter((word) => /^[a-z]+$/i.test(word) && !isAboutCode(word));
  const id = words.slice(0, 2).join('_').toLowerCase() || 'first_items';
  return `\`\`\`${fence}\n${sample(id, random.int(3, 20))}\n\`\`\``;
}

function isAboutCode(word: string): boolean {
  return (
    CODE.test(word) ||
    MAKING.test(word) ||
    LANGUAGES.some(([fence, pattern]) => fence === word.toLowerCase() || pattern.test(word))
  );
}

function camel(id: string): string {
  return id.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function pascal(id: string): string {
  return camel(`_${id}`);
}
