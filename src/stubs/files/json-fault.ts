/** Finds where a text stops being JSON, which `JSON.parse` of Node 20 tells only now and then, and keys that are there twice. */

// Control characters, which JSON forbids in strings, are looked for afterwards.
const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

/** What may come: signs, `"` for a key, `v` for a value. */
const START = '{[v';
const FIRST_KEY = '"}';
const FIRST_ITEM = '{[v]';

export interface JsonFault {
  /** Of the first character that cannot stand where it does, or the length of a text that ends too early. */
  offset: number;
  kind: 'syntax' | 'key twice';
}

/**
 * The first fault of a JSON text; undefined: it has none.
 * @example jsonFault('[1,]') // { offset: 3, kind: 'syntax' }
 */
export function jsonFault(text: string): JsonFault | undefined {
  const token = new RegExp(TOKEN);
  /** A list, or the keys of an object so far. */
  const open: (Set<string> | 'list')[] = [];
  let allowed = START;
  while (allowed !== '') {
    const from = token.lastIndex;
    const found = token.exec(text);
    const [, sign, string] = found ?? [];
    const start = found ? token.lastIndex - (sign ?? string ?? found[0].trimStart()).length : afterSpace(text, from);
    const isKey = string !== undefined && allowed.includes('"');
    const kind = sign ?? (isKey ? '"' : 'v');
    if (!found || !allowed.includes(kind) || hasControl(string)) return { offset: start, kind: 'syntax' };
    const around = open.at(-1);
    if (isKey) {
      const keys = around as Set<string>;
      const key = JSON.parse(string) as string;
      if (keys.has(key)) return { offset: start, kind: 'key twice' };
      keys.add(key);
      allowed = ':';
    } else if (kind === '{' || kind === '[') {
      open.push(kind === '{' ? new Set() : 'list');
      allowed = kind === '{' ? FIRST_KEY : FIRST_ITEM;
    } else if (kind === ':') allowed = START;
    else if (kind === ',') allowed = around === 'list' ? START : '"';
    else {
      if (kind !== 'v') open.pop();
      allowed = open.length === 0 ? '' : open.at(-1) === 'list' ? ',]' : ',}';
    }
  }
  const end = afterSpace(text, token.lastIndex);
  return end === text.length ? undefined : { offset: end, kind: 'syntax' };
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++;
  return at;
}

function hasControl(string = ''): boolean {
  for (let at = 0; at < string.length; at++) if (string.charCodeAt(at) < 0x20) return true;
  return false;
}
