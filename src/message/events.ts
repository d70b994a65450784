/** The events of a Messages stream, as their `data:` lines hold them. */
import type { Delta } from './blocks.ts';
import type { ContentBlock, Message, StopReason, Usage } from './message.ts';

export type StreamEvent =
  | { type: 'message_start'; message: Message }
  | { type: 'content_block_start'; index: number; content_block: ContentBlock }
  | { type: 'ping' }
  | { type: 'content_block_delta'; index: number; delta: Delta }
  | { type: 'content_block_stop'; index: number }
  | {
      type: 'message_delta';
      delta: {
        stop_reason: StopReason | null;
        stop_sequence: string | null;
        stop_details?: Record<string, unknown> | null;
        container?: Record<string, unknown> | null;
      };
      usage: Partial<Usage>;
      context_management?: { applied_edits: Record<string, unknown>[] } | null;
    }
  | { type: 'message_stop'; [key: string]: unknown }
  | { type: 'error'; error: { type: string; message: string; [key: string]: unknown }; [key: string]: unknown };
