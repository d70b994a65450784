/** What conditions ask of a request, worked out when first asked and once per request. */
import type { RequestBlock } from '../../message/request.ts';
import { splitWish } from '../../wish.ts';
import type { Subject } from '../subject.ts';
import { blocksIn, field, mediaIn, records, textOf, textsOf } from './request-parts.ts';
import { Said } from './said.ts';

/** One message: who speaks, and its text outside tool results. */
export interface Spoken {
  role: string;
  said: Said;
}

/** A tool_result in the last message. */
export interface GivenResult {
  /** Undefined where no assistant turn made the call. */
  tool: string | undefined;
  id: string;
  said: Said;
  isError: boolean;
}

interface LooseMessage {
  role: string;
  blocks: readonly RequestBlock[];
}

let latest: { request: object; facts: Facts } | undefined;

/** The facts of a request; the same object while the same request is asked about, as it is by one stub after the other. */
export function factsOf({ request, body }: Subject): Facts {
  // A weak map of all requests alive cost the garbage collector more than it saved.
  if (latest?.request !== request) latest = { request, facts: new Facts(request, body) };
  return latest.facts;
}

/**
 * 1 for a conversation without an answer, 2 after the first one... Assistant messages in a row are one answer. A text of the assistant
 * at the very end is no answer but the beginning of one (a prefill).
 */
export function turnOf(request: object): number {
  return new Facts(request, undefined).turn;
}

export class Facts {
  readonly #request: Record<string, unknown>;
  readonly #body: unknown;
  #messages: readonly LooseMessage[] | undefined;
  #spoken: readonly Spoken[] | undefined;
  #asked: { said: Said | undefined } | undefined;
  #system: { said: Said | undefined } | undefined;
  #results: readonly GivenResult[] | undefined;
  #media: ReadonlySet<string> | undefined;

  constructor(request: object, body: unknown) {
    this.#request = request as Record<string, unknown>;
    this.#body = body;
  }

  /** As the caller names it, without a wish of the mock. */
  get model(): string {
    const named = textOf(field(this.#body, 'model')) ?? textOf(this.#request['model']) ?? '';
    return splitWish(named).model;
  }

  get messages(): readonly Spoken[] {
    this.#spoken ??= this.#all.map(({ role, blocks }) => ({ role, said: new Said(textsOf(blocks)) }));
    return this.#spoken;
  }

  /** Text of the last user message that says something besides tool results. */
  get lastUserText(): Said | undefined {
    this.#asked ??= { said: this.#lastUserText() };
    return this.#asked.said;
  }

  /** All text of the system prompt; undefined when there is none. */
  get system(): Said | undefined {
    if (!this.#system) {
      const text = textsOf(blocksIn(this.#request['system']));
      this.#system = { said: text === '' ? undefined : new Said(text) };
    }
    return this.#system.said;
  }

  get turn(): number {
    const roles = this.#all.filter(({ role }) => role !== 'system');
    const answers = roles.filter(({ role }, n) => role === 'assistant' && roles[n - 1]?.role !== 'assistant').length;
    const last = roles.at(-1);
    const prefilled = last?.role === 'assistant' && last.blocks.every(({ type }) => type === 'text');
    return prefilled ? answers : answers + 1;
  }

  /** Names of the tools offered; those that have none by their type. */
  get tools(): readonly string[] {
    return records(this.#request['tools']).map(({ name, type }) => textOf(name) ?? textOf(type) ?? '');
  }

  get results(): readonly GivenResult[] {
    this.#results ??= this.#givenResults();
    return this.#results;
  }

  /** Does any message bring an image, or a document? Results of tools count. */
  has(kind: 'image' | 'document'): boolean {
    this.#media ??= new Set(this.#all.flatMap(({ blocks }) => blocks.flatMap(mediaIn)));
    return this.#media.has(kind);
  }

  /** A field of the body, as the caller sent it. */
  sent(name: string): unknown {
    return field(this.#body, name) ?? field(this.#request, name);
  }

  get #all(): readonly LooseMessage[] {
    this.#messages ??= records(this.#request['messages']).map(({ role, content }) => ({
      role: textOf(role) ?? '',
      blocks: blocksIn(content),
    }));
    return this.#messages;
  }

  #lastUserText(): Said | undefined {
    for (let n = this.#all.length - 1; n >= 0; n--) {
      const { role, blocks } = this.#all[n]!;
      const text = role === 'user' ? textsOf(blocks) : '';
      if (text !== '') return new Said(text);
    }
    return undefined;
  }

  #givenResults(): readonly GivenResult[] {
    const last = this.#all.findLast(({ role }) => role !== 'system');
    const results = last?.role === 'user' ? last.blocks.filter(({ type }) => type === 'tool_result') : [];
    if (results.length === 0) return [];
    const calls = this.#all.filter(({ role }) => role === 'assistant').flatMap(({ blocks }) => blocks);
    const names = new Map(calls.map(({ id, name }) => [textOf(id), textOf(name)]));
    return results.map(({ tool_use_id, content, is_error }) => ({
      tool: names.get(textOf(tool_use_id)),
      id: textOf(tool_use_id) ?? '',
      said: new Said(textsOf(blocksIn(content))),
      isError: is_error === true,
    }));
  }
}
