/** The text of an event stream, read as a client reads it. */

/**
 * The JSON of every event, in order: comments and the sentinel `[DONE]` skipped. An event that no blank line ends was broken off, and
 * does not count. The inverse of `encodeEvent`.
 *
 * @throws SyntaxError when the data of an event is no JSON
 * @example readEvents('event: ping\ndata: {"type":"ping"}\n\n') // [{ type: 'ping' }]
 */
export function readEvents(text: string): unknown[] {
  const events: unknown[] = [];
  let data: string[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  // What stands behind the last line end is no line yet.
  for (const line of lines.slice(0, -1)) {
    if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
    if (line !== '') continue;
    const whole = data.join('\n');
    data = [];
    if (whole !== '' && whole !== '[DONE]') events.push(JSON.parse(whole));
  }
  return events;
}
