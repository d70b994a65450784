/** A message taken apart into the events of its stream. The inverse is `assemble`. */
import { type Chop, growthOf } from './blocks.ts';
import type { StreamEvent } from './events.ts';
import type { Message, Usage } from './message.ts';

/** Usage that is only known at the end: absent from `message_start`, present in `message_delta`. */
const LATE_USAGE = new Set([
  'output_tokens_details',
  'server_tool_use',
  'iterations',
  'cost',
  'cost_details',
  'is_byok',
  'planning_usage_details',
]);

/** Usage that `message_delta` repeats, because it is cumulative. */
const REPEATED_USAGE = ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens', 'output_tokens'];

/**
 * The events of a message's stream, in the services' order (messages-api section 5.1): message_start, per block start, deltas and
 * stop, message_delta, message_stop; one ping after the first content_block_start.
 *
 * A call in the last block of a message that stopped at `max_tokens` streams without its closing brace, as the services break off.
 *
 * @example disassemble(message, (text) => pieces(text))
 */
export function disassemble(message: Message, chop: Chop): StreamEvent[] {
  const events: StreamEvent[] = [{ type: 'message_start', message: opening(message) }];
  const last = message.content.length - 1;
  message.content.forEach((block, index) => {
    const growth = growthOf(block.type);
    events.push({ type: 'content_block_start', index, content_block: growth ? growth.open(block) : block });
    if (index === 0) events.push({ type: 'ping' });
    const cut = index === last && message.stop_reason === 'max_tokens';
    for (const delta of growth?.deltas(block, chop, cut) ?? []) {
      events.push({ type: 'content_block_delta', index, delta });
    }
    events.push({ type: 'content_block_stop', index });
  });
  events.push(closing(message), ending(message));
  return events;
}

/** The message as `message_start` shows it: nothing said yet, and only what is known of its usage. */
function opening(message: Message): Message {
  const open: Message = {
    ...message,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: openingUsage(message.usage),
  };
  if ('stop_details' in open) open.stop_details = null;
  if ('container' in open) open.container = null;
  delete open['openrouter_metadata'];
  if ('context_management' in open) open.context_management = null;
  return open;
}

/** OpenRouter tells how a request was routed at the very end. */
function ending(message: Message): StreamEvent {
  const { openrouter_metadata } = message;
  return openrouter_metadata === undefined ? { type: 'message_stop' } : { type: 'message_stop', openrouter_metadata };
}

function openingUsage(usage: Usage): Usage {
  const known = Object.entries(usage).filter(([key]) => !LATE_USAGE.has(key));
  return { ...(Object.fromEntries(known) as Usage), output_tokens: Math.min(1, usage.output_tokens) };
}

function closing(message: Message): StreamEvent {
  const { stop_reason, stop_sequence, usage } = message;
  return {
    type: 'message_delta',
    delta: {
      stop_reason,
      stop_sequence,
      ...('stop_details' in message ? { stop_details: message.stop_details ?? null } : {}),
      ...('container' in message ? { container: message.container ?? null } : {}),
    },
    usage: Object.fromEntries(
      Object.entries(usage).filter(([key]) => LATE_USAGE.has(key) || REPEATED_USAGE.includes(key)),
    ) as Partial<Usage>,
    ...('context_management' in message ? { context_management: message.context_management ?? null } : {}),
  };
}
