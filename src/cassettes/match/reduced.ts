/** A body without what does not count at its matching level, and with ids of tool calls that count by where they appear. */
import type { MatchLevel } from '../cassette-settings.ts';
import { isObject } from '../replay/events-of.ts';
import { conversation } from './conversation.ts';
import { type Fields, omit } from './fields.ts';

/** How the answer travels: a recording answers either form. The second is set on each tool by clients that stream. */
const TRAVEL = ['stream'];
const TOOL_TRAVEL = ['eager_input_streaming'];

/** By whom is asked, and what is kept for the next time. */
const ASIDE = [...TRAVEL, 'metadata', 'user', 'session_id', 'trace', 'cache_control'];
const MARK = ['cache_control'];

/**
 * Everything stays at its place: what goes from a list leaves undefined.
 *
 * At all levels but `strict`, text as a string and as the only block of a list are one: clients turn one into the other to mark it
 * for the cache.
 */
export function reduced(body: unknown, level: MatchLevel): unknown {
  if (!isObject(body)) return body;
  const reduction = new Reduction(level === 'strict');
  const fields = reduction.request(body);
  return level === 'strict' || level === 'canonical' ? fields : conversation(fields, level);
}

class Reduction {
  readonly #strict: boolean;
  readonly #ids = new Map<string, string>();

  constructor(strict: boolean) {
    this.#strict = strict;
  }

  request(body: Fields): Fields {
    const fields: Fields = { ...omit(body, this.#strict ? TRAVEL : ASIDE) };
    const { tools, messages } = fields;
    if (Array.isArray(tools)) fields['tools'] = tools.map((tool) => this.#tool(tool));
    if (Object.hasOwn(fields, 'system')) fields['system'] = this.#content(fields['system']);
    if (Array.isArray(messages)) fields['messages'] = messages.map((message) => this.#message(message));
    return fields;
  }

  #tool(tool: unknown): unknown {
    return isObject(tool) ? omit(tool, this.#strict ? TOOL_TRAVEL : [...TOOL_TRAVEL, ...MARK]) : tool;
  }

  #message(message: unknown): unknown {
    if (!isObject(message) || !Object.hasOwn(message, 'content')) return message;
    return { ...message, content: this.#content(message['content']) };
  }

  #content(content: unknown): unknown {
    if (typeof content === 'string') return this.#strict ? content : [{ type: 'text', text: content }];
    return Array.isArray(content) ? content.map((block) => this.#block(block)) : this.#block(content);
  }

  #block(block: unknown): unknown {
    if (!isObject(block)) return block;
    const fields: Fields = { ...(this.#strict ? block : omit(block, MARK)) };
    const { type, id, tool_use_id, caller, source } = fields;
    if (typeof id === 'string' && typeof type === 'string' && type.endsWith('tool_use')) fields['id'] = this.#id(id);
    if (typeof tool_use_id === 'string') fields['tool_use_id'] = this.#id(tool_use_id);
    if (isObject(caller) && typeof caller['tool_id'] === 'string')
      fields['caller'] = { ...caller, tool_id: this.#id(caller['tool_id']) };
    if (Object.hasOwn(fields, 'content')) fields['content'] = this.#content(fields['content']);
    if (isObject(source) && Object.hasOwn(source, 'content'))
      fields['source'] = { ...source, content: this.#content(source['content']) };
    return fields;
  }

  #id(id: string): string {
    let name = this.#ids.get(id);
    if (name === undefined) {
      name = `<id ${this.#ids.size + 1}>`;
      this.#ids.set(id, name);
    }
    return name;
  }
}
