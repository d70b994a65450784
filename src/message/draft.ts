/** What was decided to say, before it is anybody's: an answer without id, model and the dressing of a dialect. */
import type { Message } from './message.ts';

/** Blocks, stop and usage of an answer. The ids of calls are empty; they are given with the message's own id, per exchange. */
export type Draft = Pick<Message, 'content' | 'stop_reason' | 'stop_sequence' | 'usage'> & {
  /** Why the service refused; only with the stop reason `refusal`. */
  stop_details?: Record<string, unknown>;
  /** Where code ran; only when some did. */
  container?: Record<string, unknown>;
  /** The edits of `context_management` that changed something. Absent: none did. */
  applied_edits?: Record<string, unknown>[];
};
