/** What the API version of October 2026 no longer takes, whatever the model. */
import { anthropicPath } from '../contract/path-text.ts';
import type { RequestBlock } from '../message/request.ts';
import { ANTHROPIC, type Finding, type Rule, type RuleContext } from './rule.ts';
import { pathOf, placedBlocks, placeOf } from './turns.ts';

const OCTOBER_2026 = '2026-10-21';

function isOctober({ version }: RuleContext): boolean {
  return version !== undefined && version >= OCTOBER_2026;
}

/** The field is unknown to this version, so that its value does not matter: a default or a null is refused as well. */
function unknownField(field: 'temperature' | 'top_p' | 'top_k', source: string): Rule {
  return {
    id: `version-no-${field.replace('_', '-')}`,
    dialects: ANTHROPIC,
    source,
    check: (context) => {
      const value = context.request[field];
      if (value === undefined || !isOctober(context)) return undefined;
      return {
        path: [field],
        message: `${field}: Extra inputs are not permitted`,
        expected: `no ${field} from API version ${OCTOBER_2026} on`,
        actual: String(value),
      };
    },
  };
}

function isCited({ type, citations }: RequestBlock): boolean {
  return type === 'text' && Array.isArray(citations) && citations.length > 0;
}

export const VERSION: readonly Rule[] = [
  unknownField('temperature', 'Anthropic, API versions; words seen on the wire'),
  unknownField('top_p', 'Anthropic, API versions; words by analogy with temperature'),
  unknownField('top_k', 'Anthropic, API versions; words by analogy with temperature'),
  {
    id: 'version-assistant-document',
    dialects: ANTHROPIC,
    source: 'Anthropic, API versions; the words are our own',
    *check(context) {
      if (!isOctober(context)) return;
      // Documents inside a result of a tool stay allowed: the page speaks of those directly in the message.
      for (const placed of placedBlocks(context.request, ['assistant'])) {
        if (placed.block.type !== 'document') continue;
        yield {
          path: [...pathOf(placed), 'type'],
          message: `${placeOf(placed)}: \`document\` blocks are not permitted in \`assistant\` messages.`,
          expected: 'documents in messages of role "user" only',
          actual: '"document"',
        };
      }
    },
  },
  {
    id: 'version-user-citations',
    dialects: ANTHROPIC,
    source: 'Anthropic, API versions; the words are our own',
    *check(context) {
      if (!isOctober(context)) return;
      const found = (path: (string | number)[]): Finding => ({
        path: [...path, 'citations'],
        message: `${anthropicPath([...path, 'citations'], context.request)}: \`citations\` of \`text\` blocks are not permitted in \`user\` messages.`,
        expected: 'no citations, or an empty list',
      });
      for (const placed of placedBlocks(context.request, ['user'])) {
        const { block } = placed;
        if (isCited(block)) yield found(pathOf(placed));
        if (block.type !== 'search_result' || !Array.isArray(block.content)) continue;
        for (let at = 0; at < block.content.length; at++) {
          if (isCited(block.content[at]!)) yield found([...pathOf(placed), 'content', at]);
        }
      }
    },
  },
];
