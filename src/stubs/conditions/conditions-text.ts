/** Conditions on what is said: the last words of the user, the system prompt, any message. */

import type { MessageMatch, TextMatch } from '../stub.ts';
import { type Asking, type Condition, type ConditionRows, conjunction, single } from './condition.ts';
import { type Finding, quote } from './finding.ts';
import type { Said } from './said.ts';
import type { Spoken } from './subject-facts.ts';
import { compileText } from './text-match.ts';

/** A condition on one text of the request. */
export function onText(name: string, match: TextMatch, find: (asking: Asking) => Said | undefined): Condition {
  const text = compileText(match);
  return {
    matches: (asking) => text.matches(find(asking)),
    explain: (asking) => text.explain(name, find(asking)),
  };
}

/** A condition on a text that may also just be there, or not. */
export function onTextOrPresence(
  name: string,
  match: TextMatch | boolean,
  find: (asking: Asking) => Said | undefined,
): Condition {
  if (typeof match !== 'boolean') return onText(name, match, find);
  const actual = (asking: Asking) => {
    const said = find(asking);
    return said === undefined ? 'nothing' : quote(said.text);
  };
  return single(name, match ? 'anything' : 'nothing', (asking) => (find(asking) !== undefined) === match, actual);
}

export const TEXT_CONDITIONS: ConditionRows<'text' | 'system' | 'message'> = {
  text: {
    describe:
      'Text of the last user message that says something besides tool results, so that a stub keeps matching while tools are called.',
    example: { contains: 'weather', ignoreCase: true },
    perCall: false,
    compile: (match) => onText('text', match, ({ facts }) => facts.lastUserText),
  },
  system: {
    describe: 'All text of the system prompt; `true`: there is one, `false`: there is none.',
    example: { contains: 'You are a travel agent' },
    perCall: false,
    compile: (match) => onTextOrPresence('system', match, ({ facts }) => facts.system),
  },
  message: {
    describe: 'A message by its index (from the end when negative), role and text; of several, each must be found.',
    example: { index: 0, role: 'user', text: 'hello' },
    perCall: false,
    compile: (match) => {
      const several = Array.isArray(match) ? (match as readonly MessageMatch[]) : undefined;
      if (!several) return onMessage('message', match as MessageMatch);
      return conjunction(several.map((one, n) => onMessage(`message[${n}]`, one)));
    },
  },
};

function onMessage(name: string, { index, role, text }: MessageMatch): Condition {
  const test = text === undefined ? undefined : compileText(text);
  const looked = ({ facts: { messages } }: Asking): readonly Spoken[] => {
    if (index === undefined) return messages;
    const one = messages.at(index);
    return one ? [one] : [];
  };
  const fits = (one: Spoken) =>
    (role === undefined || one.role === role) && (test === undefined || test.matches(one.said));
  return {
    matches: (asking) => looked(asking).some(fits),
    explain(asking) {
      const all = looked(asking);
      // Of many messages the one that fits is explained, else the last that has the role, else the last.
      const one = all.find(fits) ?? all.findLast((other) => other.role === role) ?? all.at(-1);
      const findings: Finding[] = [];
      if (index !== undefined || (role === undefined && test === undefined)) {
        const count = asking.facts.messages.length;
        const expected = index === undefined ? 'any message' : `a message at ${index}`;
        findings.push({
          condition: `${name}.index`,
          holds: one !== undefined,
          expected,
          actual: `${count} message${count === 1 ? '' : 's'}`,
        });
      }
      if (role !== undefined)
        findings.push({
          condition: `${name}.role`,
          holds: one?.role === role,
          expected: role,
          actual: one?.role ?? 'nothing',
        });
      return [...findings, ...(test?.explain(`${name}.text`, one?.said) ?? [])];
    },
  };
}
