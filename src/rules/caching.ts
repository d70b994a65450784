/** Prompt caching: how many markers, where, and for how long. */
import type { MessagesRequest } from '../message/request.ts';
import { markersOf, ttlOf } from './markers.ts';
import { ANTHROPIC, ANTHROPIC_OPENROUTER, isClaude, type Rule } from './rule.ts';
import { messagesOf } from './turns.ts';

const MOST = 4;

/** The life of the marker on the very last block, where the automatic one would go. */
function lastTtl(request: MessagesRequest): '5m' | '1h' | undefined {
  const content = messagesOf(request).at(-1)?.content;
  return Array.isArray(content) ? ttlOf(content.at(-1)?.cache_control) : undefined;
}

export const CACHING: readonly Rule[] = [
  {
    id: 'cache-max-4',
    dialects: ANTHROPIC_OPENROUTER,
    source: 'seen on the wire',
    check: ({ request, model }) => {
      let count = 0;
      for (const _marker of markersOf(request)) count++;
      if (count <= MOST || !isClaude(model)) return undefined;
      return {
        path: [],
        message: `A maximum of ${MOST} blocks with cache_control may be provided. Found ${count}.`,
        expected: `at most ${MOST}`,
        actual: String(count),
      };
    },
  },
  {
    id: 'cache-empty-text',
    dialects: ANTHROPIC,
    source: 'seen on the wire',
    *check({ request }) {
      for (const { path, block } of markersOf(request)) {
        // What results hold may be empty, as far as is known.
        if (block?.type !== 'text' || block.text !== '' || path.length > 4) continue;
        const place = path[0] === 'messages' ? `${path.join('.')}.text` : path.join('.');
        yield {
          path: [...path, 'cache_control'],
          message: `${place}: cache_control cannot be set for empty text blocks`,
          expected: 'text, or no cache_control',
        };
      }
    },
  },
  {
    id: 'cache-ttl-order',
    dialects: ANTHROPIC,
    source: 'seen on the wire; the automatic marker obeys it too: Anthropic, prompt caching',
    *check({ request }) {
      let short = false;
      const automatic = lastTtl(request) === undefined ? ttlOf(request.cache_control) : undefined;
      const markers = [...markersOf(request), ...(automatic === undefined ? [] : [{ path: [], ttl: automatic }])];
      for (const { path, ttl } of markers) {
        if (ttl === '1h' && short) {
          const at = [...path, 'cache_control', 'ttl'];
          yield {
            path: at,
            message: `${at.join('.')}: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: \`tools\`, \`system\`, \`messages\`.`,
            expected: "ttl '5m' from the first '5m' on",
            actual: "'1h'",
          };
        }
        short ||= ttl === '5m';
      }
    },
  },
  {
    id: 'cache-auto-ttl-conflict',
    dialects: ANTHROPIC,
    source: 'Anthropic, prompt caching; the words are our own',
    check: ({ request }) => {
      const automatic = ttlOf(request.cache_control);
      const last = lastTtl(request);
      if (automatic === undefined || last === undefined || automatic === last) return undefined;
      return {
        path: ['cache_control', 'ttl'],
        message: `cache_control: the last block already has a cache_control with ttl='${last}', which conflicts with the top-level ttl='${automatic}'.`,
        expected: `ttl '${last}'`,
        actual: `'${automatic}'`,
      };
    },
  },
  {
    id: 'cache-auto-no-slot',
    dialects: ANTHROPIC,
    source: 'Anthropic, prompt caching; the words are our own',
    check: ({ request }) => {
      // A marker that is there already, on the last block, serves as the automatic one.
      if (ttlOf(request.cache_control) === undefined || lastTtl(request) !== undefined) return undefined;
      if ([...markersOf(request)].length !== MOST) return undefined;
      return {
        path: ['cache_control'],
        message: `cache_control: automatic caching needs one of the ${MOST} cache_control blocks, but all ${MOST} are already in use.`,
        expected: `at most ${MOST - 1} other markers`,
        actual: String(MOST),
      };
    },
  },
];
