/** `tool_search_tool_*`: the deferred tools that fit, by reference. */
import { quotable } from '../hear.ts';
import { keyWords, NO_TOPIC, topicOf } from '../topic.ts';
import type { Outcome, Use } from './server-use.ts';

/** `names` are the tools that were found, best first. */
export function toolSearch({ name, heard, error }: Use, names: readonly string[]): Outcome {
  const regex = name.endsWith('regex');
  const topic = topicOf(heard);
  const words = keyWords(heard)
    .slice(0, 3)
    .map((word) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '.'));
  const input = regex
    ? { pattern: words.length === 0 ? '.*' : `(?i)${words.join('|')}`, limit: 5 }
    : { query: topic === NO_TOPIC ? 'tools' : topic, limit: 5 };
  const fitting =
    names[0] === undefined ? 'None of the tools at hand fits this. ' : `${quotable(names[0], 12)} fits this. `;
  const told = error === null ? fitting : `The tools could not be searched (${error}). `;
  return {
    input,
    type: 'tool_search_tool_result',
    content:
      error === null
        ? {
            type: 'tool_search_tool_search_result',
            tool_references: names.map((tool_name) => ({ type: 'tool_reference', tool_name })),
          }
        : { type: 'tool_search_tool_result_error', error_code: error, error_message: null },
    told: [{ text: told }],
  };
}
