/** `advisor`: a second model's opinion, which the first asks for without arguments. */

import { countTokens } from '../../tokens.ts';
import { topicOf } from '../topic.ts';
import type { Outcome, Use } from './server-use.ts';

export function advisor({ tool, heard, error, random }: Use): Outcome {
  const type = 'advisor_tool_result';
  if (error !== null) {
    return {
      input: {},
      type,
      content: { type: 'advisor_tool_result_error', error_code: error },
      told: [{ text: `The advisor could not be reached (${error}), so this is my own view. ` }],
    };
  }
  const topic = topicOf(heard);
  const text = random.pick([
    `Start with the smallest version of ${topic} that can be checked, and only then widen it.`,
    `Before going further with ${topic}, write down what would count as done.`,
    `The plan for ${topic} is sound; test its riskiest assumption first.`,
  ]);
  const model = typeof tool['model'] === 'string' ? tool['model'] : 'claude-opus-5';
  return {
    input: {},
    type,
    content: { type: 'advisor_result', text, stop_reason: 'end_turn' },
    told: [{ text: `After a second opinion: ${text} ` }],
    advisor: { model, input_tokens: 200 + countTokens(heard.asked), output_tokens: countTokens(text) },
  };
}
