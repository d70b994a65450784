/** How the text of an event stream ends. */
import type { Broken } from '../recording.ts';

/**
 * A stream whose connection ended in order may still not be whole: it told of an error itself, or it began a message and never ended
 * it, as happens when a proxy loses its upstream. Undefined when it is whole, or no stream of a message.
 *
 * @param text any line ends; events that are no JSON are passed by
 * @example streamEnd('event: error\ndata: {"type":"error"}\n\n') // 'error event'
 */
export function streamEnd(text: string): Broken | undefined {
  let begun = false;
  let ended = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (/^event: ?error$/.test(line)) return 'error event';
    if (!line.startsWith('data:')) continue;
    const type = typeIn(line.slice('data:'.length));
    if (type === 'error') return 'error event';
    begun ||= type === 'message_start';
    ended ||= type === 'message_stop';
  }
  return begun && !ended ? 'upstream cut' : undefined;
}

function typeIn(data: string): unknown {
  // Most events are deltas: only those that may matter are parsed.
  if (!/"(error|message_start|message_stop)"/.test(data)) return undefined;
  try {
    const event: unknown = JSON.parse(data);
    return typeof event === 'object' && event !== null && 'type' in event ? event.type : undefined;
  } catch {
    return undefined;
  }
}
