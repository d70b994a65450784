/** Citations: for all documents or for none, and never together with structured output. */
import type { RequestBlock } from '../message/request.ts';
import { ANTHROPIC, isObject, type Rule } from './rule.ts';
import { type Placed, pathOf, placedBlocks } from './turns.ts';

function cites(block: RequestBlock): boolean {
  return isObject(block.citations) && block.citations['enabled'] === true;
}

export const DOCUMENTS: readonly Rule[] = [
  {
    id: 'citations-mixed',
    dialects: ANTHROPIC,
    source: 'Anthropic, citations; the words are our own',
    check: ({ request }) => {
      let first: Placed | undefined;
      for (const placed of placedBlocks(request, ['user'])) {
        if (placed.block.type !== 'document') continue;
        first ??= placed;
        if (cites(first.block) === cites(placed.block)) continue;
        return {
          path: [...pathOf(placed), 'citations'],
          message: 'citations: citations must be enabled on all or none of the documents in a request.',
          expected: cites(first.block) ? 'citations enabled' : 'no citations',
        };
      }
      return undefined;
    },
  },
  {
    id: 'citations-structured',
    dialects: ANTHROPIC,
    source: 'Anthropic, citations; the words are our own',
    check: ({ request }) => {
      if (!isObject(request.output_config?.format) && !isObject(request.output_format)) return undefined;
      for (const placed of placedBlocks(request, ['user'])) {
        const { type } = placed.block;
        if ((type !== 'document' && type !== 'search_result') || !cites(placed.block)) continue;
        return {
          path: [...pathOf(placed), 'citations'],
          message: 'output_config.format: structured outputs cannot be used when citations are enabled.',
          expected: 'no citations, or no format',
        };
      }
      return undefined;
    },
  },
];
