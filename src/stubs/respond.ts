/** What a stub answers, as its author writes it. Exactly one of the sources says what: text, content, sequence, error, raw, events. */
import type { StopReason, Usage } from '../message/message.ts';

/** A content block of which only what matters is said: ids, signatures, citations and callers are filled in. A string is a text block. */
export type BlockGiven = string | ({ type: string } & Record<string, unknown>);

/** An error of the service. A string is its name (`overloaded`, `rate_limit_error`, ...) or its status. */
export type ErrorGiven =
  | string
  | number
  | {
      /** A code of the table of errors, an Anthropic `error.type`, or an OpenRouter `error_type`. */
      type?: string;
      status?: number;
      message?: string;
      headers?: Record<string, string>;
      details?: Record<string, unknown>;
    };

/** One event: written out as text (sent as it is), or an object that is framed by its `type`. */
export type EventGiven = string | ({ type: string } & Record<string, unknown>);

/** What holds for every kind of reply. */
export interface RespondExtras {
  /** Extra response headers; `null` takes one away. */
  headers?: Record<string, string | null>;
  /** Milliseconds to the first byte, output tokens per second, share by which pauses vary, pieces per delta. */
  pace?: { ttft?: number; tps?: number; jitter?: number; chunk?: number };
  /** Faults in order, in the syntax of the header `x-mock-fault`. */
  faults?: string | readonly string[];
  /** Are `{{ ... }}` in its texts replaced by values of the request? */
  template?: boolean;
}

export interface Respond extends RespondExtras {
  text?: string;
  content?: BlockGiven | readonly BlockGiven[];
  /** Of the message; each is filled in when absent. Usage is merged over the counted one. */
  id?: string;
  model?: string;
  stop_reason?: StopReason;
  stop_sequence?: string | null;
  stop_details?: Record<string, unknown>;
  container?: Record<string, unknown>;
  usage?: Partial<Usage>;
  /** One after the other, and then: the last for ever (default), none (the stub no longer matches), or from the start. */
  sequence?: readonly Respond[];
  then?: 'repeat-last' | 'exhaust' | 'cycle';
  /** What a sequence counts: calls that the stub answers (default), or the turn of the conversation, which needs no memory. */
  by?: 'call' | 'turn';
  error?: ErrorGiven;
  raw?: { status?: number; headers?: Record<string, string>; body?: unknown };
  events?: readonly EventGiven[];
}
