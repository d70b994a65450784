/** The order that the events of a stream must keep (messages-api section 5.1), as the official clients rely on it. */

import { isObject, type Json } from '../../cassettes/replay/events-of.ts';
import { describeValue } from '../../contract/describe-value.ts';

export interface Misplaced {
  /** Place in the list of events, from 0; the length of the list for what is missing at its end. */
  index: number;
  code: string;
  message: string;
}

/** Which deltas each growing kind takes. Other kinds open whole and take none. */
const DELTAS: Readonly<Record<string, readonly string[]>> = {
  text: ['text_delta', 'citations_delta'],
  thinking: ['thinking_delta', 'signature_delta'],
  tool_use: ['input_json_delta'],
  server_tool_use: ['input_json_delta'],
  mcp_tool_use: ['input_json_delta'],
  compaction: ['compaction_delta'],
};

/**
 * What stands where it must not, and what is missing. Pings and events of unknown kinds may stand anywhere.
 *
 * @param events their JSON, in order
 * @param whole false for a stream that broke off, at whose end nothing can be missing
 */
export function misplacedIn(events: readonly Json[], whole: boolean): Misplaced[] {
  const order = new EventOrder();
  for (const [index, event] of events.entries()) order.take(event, index);
  if (whole) order.end(events.length);
  return order.found;
}

class EventOrder {
  readonly found: Misplaced[] = [];
  #started = false;
  #blocks = 0;
  #open: { type: string; arguments: string } | undefined;
  #ended: string | undefined;
  /** Calls whose arguments are no JSON: right only when the answer was cut. */
  readonly #halves: number[] = [];
  /** Of the last message_delta that gave one. */
  #stop: unknown;

  take(event: Json, index: number): void {
    const type = event['type'];
    const say = (code: string, message: string): void => void this.found.push({ index, code, message });
    if (typeof type !== 'string' || !ORDERED.has(type)) return;
    if (this.#ended) say('order', `${type} comes after ${this.#ended}, which ends a stream`);
    if (type !== 'message_start' && type !== 'error' && !this.#started) {
      say('order', `${type} comes before message_start`);
      // Once is enough.
      this.#started = true;
    }
    if (type === 'message_start') {
      if (this.#started) say('order', 'message_start must be the first event, and the only one of its kind');
      this.#started = true;
    } else if (type === 'content_block_start') this.#start(event, say);
    else if (type === 'content_block_delta') this.#delta(event, say);
    else if (type === 'content_block_stop') this.#close(event, index, say);
    else if (type === 'error') this.#ended = type;
    else this.#finish(event, say);
  }

  end(index: number): void {
    if (!this.#ended) this.found.push({ index, code: 'end', message: 'the stream ends without message_stop' });
    if (this.#stop === 'max_tokens' || this.#stop === 'model_context_window_exceeded' || this.#ended === 'error')
      return;
    for (const half of this.#halves)
      this.found.push({
        index: half,
        code: 'arguments',
        message: 'the arguments of the call that ends here are no JSON',
      });
  }

  #start({ index, content_block }: Json, say: Say): void {
    if (this.#open) say('order', `a content block starts while block ${this.#blocks - 1} is open`);
    if (index !== this.#blocks)
      say('index', `expected a content block of index ${this.#blocks}, but got ${shown(index)}`);
    this.#blocks++;
    this.#open = { type: isObject(content_block) ? shown(content_block['type']) : '', arguments: '' };
  }

  #delta({ index, delta }: Json, say: Say): void {
    if (!this.#isOpen(index, 'a delta', say) || !isObject(delta)) return;
    const { partial_json } = delta;
    const type = shown(delta['type']);
    const taken = Object.hasOwn(DELTAS, this.#open!.type) ? DELTAS[this.#open!.type]! : [];
    if (!taken.includes(type)) say('delta', `a block of type ${this.#open!.type} takes no ${type}`);
    if (typeof partial_json === 'string') this.#open!.arguments += partial_json;
  }

  #close({ index }: Json, place: number, say: Say): void {
    if (!this.#isOpen(index, 'a content_block_stop', say)) return;
    if (!isJson(this.#open!.arguments)) this.#halves.push(place);
    this.#open = undefined;
  }

  /** `message_delta`, which may come more than once, and `message_stop`. */
  #finish({ type, delta }: Json, say: Say): void {
    if (this.#open) say('order', `${type} comes while content block ${this.#blocks - 1} is open`);
    if (type === 'message_stop') {
      if (typeof this.#stop !== 'string')
        say('order', 'message_stop comes without a message_delta that gave a stop_reason');
      this.#ended = type;
      return;
    }
    this.#stop = (isObject(delta) ? delta['stop_reason'] : undefined) ?? this.#stop;
  }

  #isOpen(index: unknown, what: string, say: Say): boolean {
    if (this.#open && index === this.#blocks - 1) return true;
    say('index', `${what} is for content block ${shown(index)}, which is not open`);
    return false;
  }
}

type Say = (code: string, message: string) => void;

const ORDERED = new Set([
  'message_start',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
  'error',
]);

/** What may be anything, in a word. */
function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : describeValue(value);
}

/** A call without any arguments has no fragment, or an empty one. */
function isJson(text: string): boolean {
  if (text === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
