/** What OpenRouter and LLM Router refuse before they choose a provider: no messages, and lists of fallback models. */
import type { DialectName } from '../contract/validator.ts';
import type { MessagesRequest } from '../message/request.ts';
import { isObject, OPENROUTER, type Rule } from './rule.ts';

const ROUTERS: readonly DialectName[] = ['openrouter', 'llm-router'];
const MOST_FALLBACKS = 3;

function fallbacksOf(request: MessagesRequest): unknown[] {
  const fallbacks = request['fallbacks'];
  return Array.isArray(fallbacks) ? fallbacks : [];
}

export const ROUTING: readonly Rule[] = [
  {
    id: 'or-messages-required',
    dialects: ROUTERS,
    source: "OpenRouter's OpenAPI description: its schema allows null, its service does not",
    check: ({ request }) =>
      Array.isArray(request.messages)
        ? undefined
        : {
            path: ['messages'],
            message: 'Invalid request: messages is required',
            expected: 'an array',
            actual: request.messages === null ? 'null' : 'nothing',
          },
  },
  {
    id: 'or-fallbacks-models',
    dialects: OPENROUTER,
    source: "OpenRouter's page on model fallbacks; the words are our own",
    check: ({ request }) => {
      const models = request['models'];
      if (fallbacksOf(request).length === 0 || !Array.isArray(models) || models.length === 0) return undefined;
      return {
        path: ['fallbacks'],
        message: 'Invalid request: fallbacks and models cannot be used together',
        expected: 'one of fallbacks and models',
        actual: 'both',
      };
    },
  },
  {
    id: 'or-fallbacks-max',
    dialects: OPENROUTER,
    source: "OpenRouter's page on model fallbacks; the words are our own",
    check: ({ request }) => {
      const { length } = fallbacksOf(request);
      if (length <= MOST_FALLBACKS) return undefined;
      return {
        path: ['fallbacks'],
        message: `Invalid request: fallbacks may hold at most ${MOST_FALLBACKS} models`,
        expected: `at most ${MOST_FALLBACKS}`,
        actual: String(length),
      };
    },
  },
  {
    id: 'or-fallbacks-field',
    dialects: OPENROUTER,
    source: "OpenRouter's page on model fallbacks; the words are our own",
    *check({ request }) {
      const fallbacks = fallbacksOf(request);
      for (let at = 0; at < fallbacks.length; at++) {
        const entry = fallbacks[at];
        const extra = isObject(entry) ? Object.keys(entry).find((key) => key !== 'model') : undefined;
        if (extra === undefined) continue;
        yield {
          path: ['fallbacks', at, extra],
          message: `Invalid request: fallbacks.${at}.${extra} is not supported, only model is`,
          expected: 'model and nothing else',
          actual: extra,
        };
      }
    },
  },
];
