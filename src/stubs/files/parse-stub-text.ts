/** Reads the text of a stub file, YAML or JSON, and finds the line and column of whatever is wrong in it. */
import { createRequire } from 'node:module';
import { describeValue } from '../../contract/describe-value.ts';
import type { Placed } from '../check/across-stubs.ts';
import { checkEach } from '../check/check-stubs.ts';
import { nearest } from '../check/suggest.ts';
import type { StubProblem } from '../stub-error.ts';
import { jsonFault } from './json-fault.ts';
import { hasErrors, type LocatedProblem, stubPathText } from './located-problem.ts';
import { yamlMend } from './yaml-mend.ts';
import { offsetOf } from './yaml-place.ts';

const require = createRequire(import.meta.url);

export interface ParsedStubFile {
  file: string;
  /** Does it have the key `stubs`, or one that is meant to be it? Null: it could not be read that far. */
  isStubFile: boolean | null;
  /** The stubs without errors, and their paths in the file. */
  placed: Placed[];
  problems: LocatedProblem[];
  located(problem: StubProblem): LocatedProblem;
}

/** As many uses of one alias as a person would write. More are a bomb, which grows to gigabytes. */
const MAX_ALIASES = 100;

/**
 * Stubs and problems of one file. Never throws. Two that share an id are not told here: they may stand in two files.
 * @param file what it is called in problems; `.json` is held to JSON, anything else to YAML 1.2
 */
export function parseStubText(text: string, file: string): ParsedStubFile {
  const located = (problem: StubProblem): LocatedProblem => at(file, { line: 1, col: 1 }, problem);
  const failed = (message: string): ParsedStubFile => {
    const problems = [located({ path: [], message, severity: 'error' })];
    return { file, isStubFile: null, placed: [], problems, located };
  };
  if (text.trim() === '') return failed('the file is empty. Write stubs: [], or take the file away.');
  try {
    return check(file.endsWith('.json') ? readJson(text, file) : readYaml(text, file), file);
  } catch (error) {
    return failed(`it cannot be read: ${(error as Error).message}. Make it flatter and smaller.`);
  }
}

interface Reading {
  problems: LocatedProblem[];
  /** Undefined where there are errors. */
  value: unknown;
  located(problem: StubProblem): LocatedProblem;
}

function readJson(text: string, file: string): Reading {
  const fault = jsonFault(text);
  // YAML knows where the values of JSON stand as well, but takes its time: it is asked only for the places of problems.
  let yaml: Reading | undefined;
  const located = (problem: StubProblem): LocatedProblem => {
    yaml ??= readYaml(text, file);
    return yaml.located(problem);
  };
  if (fault === undefined) return { problems: [], value: JSON.parse(text), located };
  const message = fault.kind === 'syntax' ? NO_JSON : yamlMend('DUPLICATE_KEY', '');
  const place = lineAndColumn(text, fault.offset);
  return { problems: [at(file, place, { path: [], message, severity: 'error' })], value: undefined, located };
}

const NO_JSON =
  'from here on this is no JSON. Mend it (no comments, no comma after the last one), or call the file .yaml.';

function lineAndColumn(text: string, offset: number): { line: number; col: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, col: lines.at(-1)!.length + 1 };
}

function readYaml(text: string, file: string): Reading {
  // Loaded only for those who have files.
  const { parseDocument, LineCounter, visit } = require('yaml') as typeof import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const place = (offset: number, message: string, severity: StubProblem['severity']): LocatedProblem =>
    at(file, lines.linePos(offset), { path: [], message, severity });
  const problems = [
    ...document.errors.map(({ code, message, pos }) => place(pos[0], yamlMend(code, message), 'error')),
    ...document.warnings.map(({ message, pos }) =>
      place(pos[0], `${message.replace(/\.$/, '')}. Take the tag away.`, 'warning'),
    ),
  ];
  visit(document, {
    Alias(_key, alias) {
      if (!alias.resolve(document)) problems.push(place(alias.range?.[0] ?? 0, yamlMend('BAD_ALIAS', ''), 'error'));
    },
  });
  const located = (problem: StubProblem): LocatedProblem =>
    at(file, lines.linePos(offsetOf(document.contents, problem.path, document)), problem);
  if (hasErrors(problems)) return { problems, value: undefined, located };
  try {
    return { problems, value: document.toJS({ maxAliasCount: MAX_ALIASES }), located };
  } catch (error) {
    const isBomb = /alias/.test((error as Error).message);
    const reason = isBomb ? 'its aliases stand for too much' : (error as Error).message.replace(/\.$/, '');
    problems.push(place(0, `${reason}. Write out what they stand for.`, 'error'));
    return { problems, value: undefined, located };
  }
}

function check({ problems, value, located }: Reading, file: string): ParsedStubFile {
  const parsed = { file, placed: [], problems, located };
  if (hasErrors(problems)) return { ...parsed, isStubFile: null };
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  if (!keys.includes('stubs') && !keys.some((key) => nearest(key, ['stubs']) !== undefined)) {
    const got = Array.isArray(value)
      ? 'a list'
      : keys.includes('respond')
        ? 'one stub'
        : describeValue(value ?? undefined);
    const message = `expected an object with the key stubs, but got ${got}. Put the stubs under stubs: as a list.`;
    problems.push(located({ path: [], message, severity: 'error' }));
    return { ...parsed, isStubFile: false };
  }
  const { placed, problems: found } = checkEach(value);
  problems.push(...found.map(located));
  return { ...parsed, placed, isStubFile: true };
}

function at(file: string, { line, col }: { line: number; col: number }, problem: StubProblem): LocatedProblem {
  const { path, message, severity } = problem;
  // Before the first character the counter knows no line.
  return { file, line: Math.max(1, line), column: Math.max(1, col), at: stubPathText(path), message, severity };
}
