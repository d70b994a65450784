/** A reply of a stub, ready to be sent: what `respond` says, read once when the stub is taken in. */
import type { ErrorCode } from '../../errors.ts';
import type { ContentBlock, Message } from '../../message/message.ts';
import type { EventGiven, RespondExtras } from '../respond.ts';

/** Parts of a message that the author has fixed; all else is filled in. */
export type MessageGiven = Partial<
  Pick<Message, 'id' | 'model' | 'stop_reason' | 'stop_sequence' | 'stop_details' | 'container' | 'usage'>
>;

export type StubReply = RespondExtras &
  (
    | { kind: 'message'; content: readonly ContentBlock[]; given: MessageGiven }
    | {
        kind: 'error';
        code: ErrorCode;
        /** Where it differs from the code's own. */
        status?: number;
        message: string;
        errorHeaders: Readonly<Record<string, string>>;
        details?: Record<string, unknown>;
      }
    | {
        kind: 'raw';
        status: number;
        rawHeaders: Readonly<Record<string, string>>;
        body: string;
        /** What the body was written from, where it was no text: templates are filled into its strings. */
        json?: unknown;
      }
    | { kind: 'events'; events: readonly EventGiven[] }
  );

/** All replies of a stub. */
export interface CompiledRespond {
  /**
   * The reply to the `count`-th request that the stub answers (from 1), which is the `turn`-th turn of its conversation (from 1).
   * Undefined: the sequence is exhausted, and the stub no longer matches.
   */
  pick(count: number, turn: number): StubReply | undefined;
  /** How many answers there are, where the sequence is exhausted some day. */
  limit: number | undefined;
}
