/** Conditions on who asks, whom, and how: model, dialect, streaming, headers and what names the caller. */
import { type Headers, isSecret } from '../../headers.ts';
import type { TextMatch } from '../stub.ts';
import { type Asking, type Condition, type ConditionRows, conjunction, single } from './condition.ts';
import { onText, onTextOrPresence } from './conditions-text.ts';
import { wanted } from './conditions-tools.ts';
import { type Finding, quote, quoteValue } from './finding.ts';
import { compileGlob } from './glob.ts';
import { Said } from './said.ts';

type CallerKeys = 'model' | 'stream' | 'dialect' | 'header' | 'sessionId' | 'user' | 'metadata';

export const CALLER_CONDITIONS: ConditionRows<CallerKeys> = {
  model: {
    describe: 'The model as the caller names it, with `*` and `?`; of several, one must fit.',
    example: 'claude-opus-*',
    perCall: false,
    compile(match) {
      const { fits } = compileGlob(match);
      return single(
        'model',
        wanted(match),
        ({ facts }) => fits(facts.model),
        ({ facts }) => quote(facts.model),
      );
    },
  },
  stream: {
    describe: 'Whether a stream is asked for.',
    example: true,
    perCall: false,
    compile: (match) =>
      single(
        'stream',
        String(match),
        ({ facts }) => (facts.sent('stream') === true) === match,
        ({ facts }) => String(facts.sent('stream') === true),
      ),
  },
  dialect: {
    describe: 'The service that is spoken to; of several, one must fit.',
    example: 'openrouter',
    perCall: false,
    compile(match) {
      const names: readonly string[] = [match].flat();
      return single(
        'dialect',
        names.join(' or '),
        ({ subject }) => names.includes(subject.dialect),
        ({ subject }) => subject.dialect,
      );
    },
  },
  header: {
    describe: 'Request headers by name, in any case; `true`: it is there, `false`: it is not.',
    example: { 'x-test-case': 'checkout' },
    perCall: true,
    compile: (match) => each(match, (name, expected) => onHeader(name.toLowerCase(), expected)),
  },
  sessionId: {
    describe: 'OpenRouter’s `session_id`.',
    example: { exact: 'session-1' },
    perCall: false,
    compile: (match) => onText('sessionId', match, sentText('session_id')),
  },
  user: {
    describe: 'OpenRouter’s `user`.',
    example: { exact: 'user-1' },
    perCall: false,
    compile: (match) => onText('user', match, sentText('user')),
  },
  metadata: {
    describe: 'Fields of `metadata`, by name; `true`: it is there, `false`: it is not.',
    example: { user_id: 'user-1' },
    perCall: false,
    compile: (match) =>
      each(match, (name, expected) =>
        onTextOrPresence(`metadata.${name}`, expected, ({ facts }) => {
          const metadata = facts.sent('metadata');
          if (typeof metadata !== 'object' || metadata === null || !Object.hasOwn(metadata, name)) return undefined;
          return saidOf((metadata as Record<string, unknown>)[name]);
        }),
      ),
  },
};

/** One condition for all entries of a record. */
function each<Value>(
  record: Readonly<Record<string, Value>>,
  compile: (name: string, value: Value) => Condition,
): Condition {
  return conjunction(Object.entries(record).map(([name, value]) => compile(name, value)));
}

function sentText(name: string): (asking: Asking) => Said | undefined {
  return ({ facts }) => saidOf(facts.sent(name));
}

function saidOf(value: unknown): Said | undefined {
  if (value === undefined || value === null) return undefined;
  return new Said(typeof value === 'string' ? value : quoteValue(value));
}

function onHeader(name: string, match: TextMatch | boolean): Condition {
  const find = ({ subject }: Asking) => headerOf(subject.headers, name);
  const condition: Condition = { ...onTextOrPresence(`header.${name}`, match, find), depends: 'call' };
  // Near misses are stored and printed.
  if (!isSecret(name)) return condition;
  const hidden = (finding: Finding): Finding =>
    finding.actual === 'nothing' ? finding : { ...finding, actual: 'a value that is not shown' };
  return { ...condition, explain: (asking) => condition.explain(asking).map(hidden) };
}

function headerOf(headers: Headers, name: string): Said | undefined {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return value === undefined ? undefined : new Said(typeof value === 'string' ? value : value.join(', '));
}
