/** Conditions on tools: which are offered, which choice is left, and what the last calls brought. */

import type { Glob, ToolResultMatch } from '../stub.ts';
import { type Condition, type ConditionRows, single } from './condition.ts';
import { type Finding, quote, quoteValue, shorten } from './finding.ts';
import { compileGlob } from './glob.ts';
import type { Facts, GivenResult } from './subject-facts.ts';
import { compileText } from './text-match.ts';

/** Several names in words; `nothing` for none. */
function listed(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : shorten(names.map((name) => quote(name)).join(', '));
}

/** What a glob wants, in words. */
export function wanted(glob: Glob): string {
  const { patterns } = compileGlob(glob);
  return patterns.length === 1 ? quote(patterns[0]!) : `one of ${listed(patterns)}`;
}

export const TOOL_CONDITIONS: ConditionRows<'tool' | 'toolChoice' | 'toolResult'> = {
  tool: {
    describe: 'A tool of this name is offered (a tool without a name goes by its type); `true`: any, `false`: none is.',
    example: 'get_weather',
    perCall: false,
    compile(match) {
      const fits = typeof match === 'boolean' ? () => true : compileGlob(match).fits;
      const expected = typeof match === 'boolean' ? (match ? 'any tool' : 'nothing') : wanted(match);
      return single(
        'tool',
        expected,
        ({ facts }) => facts.tools.some(fits) === (match !== false),
        ({ facts }) => listed(facts.tools),
      );
    },
  },
  toolChoice: {
    describe: 'Type of `tool_choice` (`auto` where it is not said), or the name of the forced tool.',
    example: { tool: 'get_weather' },
    perCall: false,
    compile(match) {
      const forced = typeof match === 'string' ? undefined : compileGlob(match.tool);
      return single(
        'toolChoice',
        typeof match === 'string' ? match : `tool ${wanted(match.tool)}`,
        ({ facts }) => {
          const { type, name } = choiceOf(facts);
          return forced ? type === 'tool' && forced.fits(name) : type === match;
        },
        ({ facts }) => {
          const { type, name } = choiceOf(facts);
          return type === 'tool' ? `tool ${quote(name)}` : shorten(type);
        },
      );
    },
  },
  toolResult: {
    describe: 'The last message brings a tool result like this; `true`: any, `false`: it brings none.',
    example: { tool: 'get_weather', isError: false },
    perCall: false,
    compile: (match) => (typeof match === 'boolean' ? presence(match) : onResult(match)),
  },
};

function choiceOf(facts: Facts): { type: string; name: string } {
  const choice = facts.sent('tool_choice');
  const { type, name } = (typeof choice === 'object' && choice !== null ? choice : {}) as Record<string, unknown>;
  return { type: typeof type === 'string' ? type : 'auto', name: typeof name === 'string' ? name : '' };
}

function presence(match: boolean): Condition {
  return single(
    'toolResult',
    match ? 'a tool result' : 'no tool result',
    ({ facts }) => facts.results.length > 0 === match,
    ({ facts }) => (facts.results.length === 0 ? 'no tool result' : `a tool result of ${namesOf(facts.results)}`),
  );
}

function namesOf(results: readonly GivenResult[]): string {
  return listed(results.map(({ tool, id }) => tool ?? id));
}

function onResult({ tool, id, text, isError }: ToolResultMatch): Condition {
  const name = tool === undefined ? undefined : compileGlob(tool);
  const test = text === undefined ? undefined : compileText(text);
  /** How one result fares; without any, what is missing. */
  const look = (result: GivenResult | undefined): Finding[] => {
    const findings: Finding[] = [];
    const note = (part: string, holds: boolean, expected: string, actual: string) =>
      findings.push({ condition: `toolResult${part}`, holds: result !== undefined && holds, expected, actual });
    const none = result === undefined ? 'no tool result' : undefined;
    if (name) {
      const called = result?.tool;
      const actual = called === undefined ? 'a call that no message makes' : quote(called);
      note('.tool', called !== undefined && name.fits(called), wanted(tool!), none ?? actual);
    }
    if (id !== undefined) note('.id', result?.id === id, quote(id), none ?? quote(result!.id));
    if (isError !== undefined)
      note('.isError', result?.isError === isError, String(isError), none ?? quoteValue(result!.isError));
    if (test) findings.push(...test.explain('toolResult.text', result?.said));
    if (findings.length === 0) note('', true, 'a tool result', none ?? 'a tool result');
    return findings;
  };
  const fits = (result: GivenResult) =>
    (name === undefined || (result.tool !== undefined && name.fits(result.tool))) &&
    (id === undefined || result.id === id) &&
    (isError === undefined || result.isError === isError) &&
    (test === undefined || test.matches(result.said));
  return {
    matches: ({ facts }) => facts.results.some(fits),
    explain({ facts }) {
      // Of many results the nearest is explained.
      const looks = facts.results.map(look);
      const held = (findings: Finding[]) => findings.filter(({ holds }) => holds).length;
      return looks.reduce((best, next) => (held(next) > held(best) ? next : best), looks[0] ?? look(undefined));
    },
  };
}
