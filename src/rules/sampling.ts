/** Temperature, top_p and top_k: what a model still takes, and what thinking forbids. */
import { ANTHROPIC, ANTHROPIC_OPENROUTER, type Finding, type Rule } from './rule.ts';
import { thinks } from './thinking-mode.ts';

const DOCS =
  'Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#important-considerations-when-using-extended-thinking';

type Parameter = 'temperature' | 'top_p' | 'top_k';

function removed(parameter: Parameter, value: number, expected: string): Finding {
  const message = `\`${parameter}\` is deprecated for this model.`;
  return { path: [parameter], message, expected, actual: String(value) };
}

const REMOVED_SOURCE = 'Anthropic, migration guide and SDK; words seen on the wire';

export const SAMPLING: readonly Rule[] = [
  {
    id: 'sampling-removed-temperature',
    dialects: ANTHROPIC,
    source: REMOVED_SOURCE,
    check: ({ request: { temperature }, model }) =>
      model.sampling === 'fixed' && typeof temperature === 'number' && temperature !== 1
        ? removed('temperature', temperature, 'no temperature, or 1')
        : undefined,
  },
  {
    id: 'sampling-removed-top-p',
    dialects: ANTHROPIC,
    source: REMOVED_SOURCE,
    check: ({ request: { top_p }, model }) =>
      model.sampling === 'fixed' && typeof top_p === 'number' && top_p < 0.99
        ? removed('top_p', top_p, 'no top_p, or at least 0.99')
        : undefined,
  },
  {
    id: 'sampling-removed-top-k',
    dialects: ANTHROPIC,
    source: REMOVED_SOURCE,
    check: ({ request: { top_k }, model }) =>
      model.sampling === 'fixed' && typeof top_k === 'number' ? removed('top_k', top_k, 'no top_k') : undefined,
  },
  {
    id: 'temperature-and-top-p',
    dialects: ANTHROPIC_OPENROUTER,
    source: 'seen on the wire',
    check: ({ request: { temperature, top_p }, model }) =>
      model.sampling === 'one' && typeof temperature === 'number' && typeof top_p === 'number'
        ? {
            path: ['top_p'],
            message: '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
            expected: 'one of temperature and top_p',
            actual: 'both',
          }
        : undefined,
  },
  {
    id: 'temperature-thinking',
    dialects: ANTHROPIC,
    source: 'seen on the wire',
    check: (context) => {
      const { temperature } = context.request;
      if (context.model.sampling === 'fixed' || typeof temperature !== 'number' || temperature === 1) return undefined;
      if (!thinks(context)) return undefined;
      return {
        path: ['temperature'],
        message: `\`temperature\` may only be set to 1 when thinking is enabled or in adaptive mode. ${DOCS}`,
        expected: '1',
        actual: String(temperature),
      };
    },
  },
  {
    id: 'top-p-thinking',
    dialects: ANTHROPIC,
    source: 'Anthropic, extended thinking; beginning of the words seen on the wire',
    check: (context) => {
      const { top_p } = context.request;
      if (context.model.sampling === 'fixed' || typeof top_p !== 'number' || top_p >= 0.95) return undefined;
      if (!thinks(context)) return undefined;
      return {
        path: ['top_p'],
        message: `\`top_p\` must be greater than or equal to 0.95 or unset when thinking is enabled. ${DOCS}`,
        expected: 'at least 0.95',
        actual: String(top_p),
      };
    },
  },
  {
    id: 'top-k-thinking',
    dialects: ANTHROPIC,
    source: 'seen on the wire',
    check: (context) => {
      const { top_k } = context.request;
      if (context.model.sampling === 'fixed' || typeof top_k !== 'number' || !thinks(context)) return undefined;
      return {
        path: ['top_k'],
        message: `\`top_k\` must be unset when thinking is enabled. ${DOCS}`,
        expected: 'no top_k',
        actual: String(top_k),
      };
    },
  },
];
