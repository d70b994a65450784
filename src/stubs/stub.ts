/** A stub as its author writes it: in YAML or JSON files, in code, and over the control API. */
import type { DialectName } from '../contract/validator.ts';
import type { Respond } from './respond.ts';

/** A text that is held against an expectation. A plain string means `contains`. Several keys must all hold. */
export type TextMatch =
  | string
  | {
      exact?: string;
      /** Every one of these. */
      contains?: string | readonly string[];
      /** A regular expression, as `source` or `/source/flags`. It gets a bounded time. */
      matches?: string;
      /** Holds for `exact` and `contains`; a regular expression has its own flag. */
      ignoreCase?: boolean;
    };

/** A whole number, or bounds that are both included. */
export type CountMatch = number | { min?: number; max?: number };

/** A name with `*` and `?`, or several of which one must fit. */
export type Glob = string | readonly string[];

/** One of the request's messages. */
export interface MessageMatch {
  /** From the start (0 is the first) or from the end (-1 is the last). Absent: any message. */
  index?: number;
  role?: 'user' | 'assistant' | 'system';
  /** All text of the message. */
  text?: TextMatch;
}

/** A tool_result in the last message, where the caller answers the last call. */
export interface ToolResultMatch {
  /** Name of the tool that was called. */
  tool?: Glob;
  /** The `tool_use_id`. */
  id?: string;
  /** Its text. */
  text?: TextMatch;
  isError?: boolean;
}

/** Which requests a stub is for. Every key must hold; without any it is for all. */
export interface When {
  /** The model as the caller names it. */
  model?: Glob;
  /** Text of the last user message that says something besides tool results. */
  text?: TextMatch;
  /** All text of the system prompt; `false`: there is none. */
  system?: TextMatch | boolean;
  message?: MessageMatch | readonly MessageMatch[];
  /** A tool is offered by this name; `false`: none is. */
  tool?: Glob | boolean;
  /** Type of `tool_choice` (`auto` where it is not said), or the name of the forced tool. */
  toolChoice?: 'auto' | 'any' | 'none' | 'tool' | { tool: Glob };
  /** The last message brings tool results; `false`: it brings none. */
  toolResult?: ToolResultMatch | boolean;
  /** 1 for a conversation without an answer yet, 2 after the first answer: assistant turns + 1. */
  turn?: CountMatch;
  has?: 'image' | 'document' | readonly ('image' | 'document')[];
  stream?: boolean;
  dialect?: DialectName | readonly DialectName[];
  /** Header names in any case; `true`: it is there, `false`: it is not. */
  header?: Readonly<Record<string, TextMatch | boolean>>;
  /** OpenRouter's `session_id`. */
  sessionId?: TextMatch;
  /** OpenRouter's `user`. */
  user?: TextMatch;
  metadata?: Readonly<Record<string, TextMatch | boolean>>;
  /** RFC 9535 paths into the body; a value must be found that equals what is given, or that the text match fits; `true`: anything is found. */
  jsonPath?: Readonly<Record<string, unknown>>;
  /** A JSON Schema that the body keeps. */
  schema?: Record<string, unknown>;
  /** Which calls that all else fits: the first is 1. */
  nth?: CountMatch;
  /** Share of the calls that all else fits, 0 to 1, drawn from the seed. */
  probability?: number;
  all?: readonly When[];
  any?: readonly When[];
  not?: When;
}

/** One stub. */
export interface StubDefinition {
  /** Given by the mock when absent. */
  id?: string;
  name?: string;
  when?: When;
  respond: Respond;
  /** How often it answers at most; then it no longer matches. */
  times?: number;
  /** Higher comes first. Default 0. */
  priority?: number;
  /** The scenario that `whenState` and `setState` speak of. Default `default`. Every scenario begins in `Started`. */
  scenario?: string;
  whenState?: string;
  setState?: string;
}
