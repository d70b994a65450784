/** Why an answer was refused, as `stop_details` tell it. */
import type { Random } from '../random.ts';

/** Categories of the contract, and words of our own. */
const REASONS = [
  ['cyber', 'The request was stopped because it resembles work on attacks against computer systems.'],
  ['bio', 'The request was stopped because it touches on dangerous biology.'],
  ['frontier_llm', 'The request was stopped because it asks for help with building a frontier model.'],
  ['reasoning_extraction', 'The request was stopped because it asks for the hidden reasoning of the model.'],
  ['general_harms', 'The request was stopped because the answer could do harm.'],
] as const;

/** `{ type: 'refusal', category, explanation }`. */
export function refusalDetails(random: Random): Record<string, unknown> {
  const [category, explanation] = random.pick(REASONS);
  return { type: 'refusal', category, explanation };
}
