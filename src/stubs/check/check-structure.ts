/** Holds a stub against the schema of stub files, and says in plain words where it differs. */
import { describeValue } from '../../contract/describe-value.ts';
import { stubFile } from '../../contract/generated/stub-validator.ts';
import { pathOf, valueAt } from '../../contract/pointer.ts';
import { toViolations } from '../../contract/violation.ts';
import type { SchemaError } from '../../contract/wording.ts';
import type { Violation } from '../../errors.ts';
import type { Findings, Path } from './findings.ts';
import { SHAPES, type ShapeName, shapeAt } from './shapes.ts';
import { didYouMean, nearest } from './suggest.ts';

const check: { (value: unknown): boolean; errors?: SchemaError[] | null } = stubFile;

/** What to write where a key is missing, by the key. */
const MISSING: Readonly<Record<string, string>> = {
  respond: 'Say what the stub answers, e.g. respond: { text: "Hi there" }.',
  type: 'Say of which type it is, e.g. type: text.',
  tool: 'Name the forced tool, e.g. { tool: search }.',
};

/** What to write instead of a plain text. */
const IN_PLACE_OF_TEXT: Readonly<Record<string, string>> = {
  when: 'Write when: { text: ... } for the text of the last user message.',
  respond: 'Write respond: { text: ... } to answer with a text.',
  raw: 'Write raw: { body: ... }.',
};

/** Adds what is wrong with the structure of `stub`; `base` is where it stands. True: nothing is. */
export function checkStructure(stub: unknown, base: Path, findings: Findings): boolean {
  const whole = { stubs: [stub] };
  if (check(whole)) return true;
  const errors = check.errors ?? [];
  const allowed = new Map(
    errors
      .filter(({ keyword }) => keyword === 'enum')
      .map(({ instancePath, params }) => [JSON.stringify(pathOf(instancePath, whole)), params['allowedValues']]),
  );
  const violations = toViolations(errors, whole);
  const extra = violations.filter(({ code }) => code === 'extra').map(({ path }) => path);
  for (const violation of violations) {
    // A key that is there under a wrong name is told as that, and not as missing too.
    if (violation.code === 'required' && extra.some((path) => isMeant(path, violation.path))) continue;
    const path = violation.path.slice(2);
    const values = allowed.get(JSON.stringify(violation.path));
    findings.error([...base, ...path], sentence(violation, path, valueAt(stub, path), values));
  }
  return false;
}

function isMeant(written: Path, missing: Path): boolean {
  const key = String(missing.at(-1));
  const isBeside = JSON.stringify(written.slice(0, -1)) === JSON.stringify(missing.slice(0, -1));
  return isBeside && nearest(String(written.at(-1)), [key]) === key;
}

function sentence({ code, expected, actual }: Violation, path: Path, value: unknown, allowed: unknown): string {
  if (path.length === 0) return `expected a stub, but got ${actual}. Write { when: { ... }, respond: { ... } }.`;
  const key = String(path.at(-1));
  if (code === 'required') return `this key is missing. ${MISSING[key] ?? ''}`.trimEnd();
  if (code === 'extra') return unknownKey(key, path.slice(0, -1));
  const got = `but got ${actual}.`;
  if (code === 'enum' && Array.isArray(allowed)) {
    const names = allowed.map(String);
    const list = names.length > 10 ? `${names.slice(0, 10).join(', ')}, ...` : names.join(', ');
    return `expected one of ${list}, ${got}${typeof value === 'string' ? didYouMean(value, names) : ''}`;
  }
  const mend = code === 'type' ? typeMend(value, expected, key) : code === 'length' ? lengthMend(value) : '';
  return `expected ${expected}, ${got}${mend}`;
}

/** What to say of a key that does not exist in the object at `parent`, a path that begins in a stub. */
export function unknownKey(key: string, parent: Path, shape: ShapeName | undefined = shapeAt(parent)): string {
  const known = shape === undefined ? [] : Object.keys(SHAPES[shape]);
  const meant = nearest(key, known);
  if (meant !== undefined) return `there is no such key. Did you mean "${meant}"?`;
  const elsewhere = (['when', 'respond', 'stub', 'text'] as const).filter((name) => Object.hasOwn(SHAPES[name], key));
  const place = elsewhere.map((name) => PLACES[name]).join(' or ');
  const hint = place === '' ? 'Take it away.' : `It belongs ${place}.`;
  return `there is no such key here. ${hint} Known keys: ${known.join(', ')}.`;
}

const PLACES = {
  when: 'under when',
  respond: 'under respond',
  stub: 'beside respond',
  text: 'into a text match, such as text',
};

function typeMend(value: unknown, expected: string, key: string): string {
  if (value === null) return ' Fill it in, or take the key away.';
  if (value instanceof RegExp) return ` Write it as a string: "${value}".`;
  if (typeof value === 'string') {
    const instead = Object.hasOwn(IN_PLACE_OF_TEXT, key) ? IN_PLACE_OF_TEXT[key] : undefined;
    if (instead !== undefined) return ` ${instead}`;
    if (/^-?\d+(\.\d+)?$|^(true|false)$/.test(value) && !expected.includes('string')) return ' Take the quotes away.';
  }
  if ((typeof value === 'number' || typeof value === 'boolean') && expected.includes('a string')) {
    return ` Put it in quotes: ${describeValue(String(value)).slice('string '.length)}.`;
  }
  return '';
}

function lengthMend(value: unknown): string {
  return value === '' || (typeof value === 'object' && value !== null)
    ? ' Fill it in, or take the key away.'
    : ' Make it shorter.';
}
