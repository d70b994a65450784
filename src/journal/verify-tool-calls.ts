/** Verification of the tools that the replies called. */
import { compileGlob } from '../stubs/conditions/glob.ts';
import { Said } from '../stubs/conditions/said.ts';
import { compileText } from '../stubs/conditions/text-match.ts';
import type { TextMatch } from '../stubs/stub.ts';
import { checkKeys } from './check-keys.ts';
import { counted, differenceLines, droppedNote, nearestText } from './in-words.ts';
import type { Journal } from './journal.ts';
import { subsetDifferences } from './subset.ts';
import { type CalledTool, callLine, toolCalls } from './tool-calls.ts';
import type { Difference, Nearest, Verification } from './verification.ts';

/** A call that is expected. */
export interface ToolCallExpectation {
  /** Name of the tool, with `*` and `?`. */
  name: string;
  /** A part of its arguments: objects may have more keys, lists must be as long. */
  input?: Readonly<Record<string, unknown>>;
  /** Texts that arguments of its outermost object must fit; what is no text is held against as JSON. */
  inputMatches?: Readonly<Record<string, TextMatch>>;
  /** So many such calls, one after the other. 0: none in the whole journal. Default 1. */
  times?: number;
}

const KEYS = { name: false, input: false, inputMatches: false, times: true } satisfies Record<
  keyof ToolCallExpectation,
  boolean
>;

/**
 * Whether the replies called these tools in this order; other calls may lie between. When not, it shows the calls that were made and
 * in what they differ.
 *
 * @throws TypeError for an unknown key, SyntaxError for a broken regular expression
 * @example verifyToolCalls(journal, [{ name: 'search', input: { query: 'rivers' } }, { name: 'answer' }]).ok
 */
export function verifyToolCalls(journal: Journal, expectations: readonly ToolCallExpectation[]): Verification {
  const calls = toolCalls(journal);
  const met: CalledTool[] = [];
  let from = 0;
  for (const expectation of expectations) {
    checkKeys(expectation, KEYS, 'a tool call');
    const lacks = lackOf(expectation);
    const fits = (call: CalledTool): boolean => lacks(call).length === 0;
    if (expectation.times === 0) {
      const unwanted = calls.filter(fits);
      if (unwanted.length > 0) return failed(journal, calls, met, `Expected no call of ${inWords(expectation)}`, []);
      continue;
    }
    for (let n = 0; n < (expectation.times ?? 1); n++) {
      const place = calls.findIndex((call, index) => index >= from && fits(call));
      if (place < 0) {
        const after = met.length === 0 ? '' : ` after ${counted(met.length, 'call')} that came as expected`;
        const nearest = nearestCalls(calls.slice(from), lacks);
        return failed(
          journal,
          calls,
          met,
          `Expected a call of ${inWords(expectation)}${after}, but there was none`,
          nearest,
        );
      }
      met.push(calls[place]!);
      from = place + 1;
    }
  }
  const message = `${counted(met.length, 'call')} came as expected.`;
  return { ok: true, message, matched: met.map(({ id }) => id), nearest: [] };
}

/** What a call lacks of what is expected. */
function lackOf({ name, input, inputMatches = {} }: ToolCallExpectation): (call: CalledTool) => Difference[] {
  const { fits } = compileGlob(name);
  const texts = Object.entries(inputMatches).map(([key, match]) => ({ key, text: compileText(match) }));
  return (call) => {
    if (!fits(call.name)) return [{ condition: 'name', expected: name, actual: call.name }];
    const matched = texts.flatMap(({ key, text }) => text.explain(`input.${key}`, saidAt(call.input, key)));
    return [
      ...(input ? subsetDifferences(input, call.input, 'input') : []),
      ...matched
        .filter(({ holds }) => !holds)
        .map(({ condition, expected, actual }) => ({ condition, expected, actual })),
    ];
  };
}

function saidAt(input: Readonly<Record<string, unknown>>, key: string): Said | undefined {
  if (!Object.hasOwn(input, key)) return undefined;
  const value = input[key];
  return new Said(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Calls of the tool itself; a call of another tool is not near. */
function nearestCalls(calls: readonly CalledTool[], lacks: (call: CalledTool) => Difference[]): Nearest[] {
  return calls
    .map((call) => ({ call, lack: lacks(call) }))
    .filter(({ lack }) => lack[0]?.condition !== 'name')
    .sort((a, b) => a.lack.length - b.lack.length)
    .slice(0, 3)
    .map(({ call, lack }) => ({
      id: call.id,
      failed: lack,
      diff: [callLine(call), ...differenceLines(lack)].join('\n'),
    }));
}

function failed(
  journal: Journal,
  calls: readonly CalledTool[],
  met: readonly CalledTool[],
  head: string,
  nearest: readonly Nearest[],
): Verification {
  const made = calls.slice(-10).map((call) => `  ${met.includes(call) ? '+' : ' '} ${callLine(call)}`);
  const list =
    calls.length === 0 ? ['No tool was called.'] : [`${counted(calls.length, 'call')} made (+ as expected):`, ...made];
  const lines = [`${head}.`, ...list, ...nearestText(nearest), ...droppedNote(journal)];
  return { ok: false, message: lines.join('\n'), matched: met.map(({ id }) => id), nearest };
}

function inWords({ name, input, inputMatches }: ToolCallExpectation): string {
  const parts = [input && JSON.stringify(input), inputMatches && `arguments that fit ${JSON.stringify(inputMatches)}`];
  const given = parts.filter((part) => part !== undefined);
  return given.length === 0 ? name : `${name} with ${given.join(' and ')}`;
}
