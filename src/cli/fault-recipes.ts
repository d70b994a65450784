/** What breaks in the field, and the faults that break it so: for the docs. */

/** What happens, and what to write in `x-mock-fault`. */
export const RECIPES: readonly (readonly [happens: string, write: string])[] = [
  ['Rate limit, with the seconds to wait', 'error(type=429, retry-after=2s)'],
  ['Rate limit, with a date or in milliseconds', 'error(type=429, retry-after=2s, as=date)'],
  ['Rate limit, and no word when to come back', 'error(type=429)'],
  ['A retryable status that must not be retried', 'error(type=529, should-retry=false)'],
  ['A timeout of the edge', 'error(type=524)'],
  ['Connection reset before a byte', 'reset(after=nothing)'],
  ['Connection reset after the headers', 'reset(after=headers)'],
  ['Empty reply', 'close(after=nothing)'],
  ['Closed after so many bytes', 'close(after=120 bytes)'],
  ['Headers, then silence', 'hang(after=headers)'],
  ['No answer at all', 'hang(after=nothing)'],
  ['Slow close: all has come but the end', 'stall(after=end, for=500ms)'],
  ['Slow first token', 'latency(for=800ms)'],
  ['Slow first byte, headers included', 'latency(for=800ms, before=headers)'],
  ['Latency as services have it', 'latency(for=300ms, jitter=0.5, spread=log-normal)'],
  ['Slower the longer the prompt, and the busier it is', 'prefill(base=300ms, per-request=50ms)'],
  ['Slow tail', 'slow(per=100ms, from=12 events)'],
  ['Overloaded after thinking', 'error-event(type=529, after=thinking)'],
  ['Overloaded amid the arguments of a call', 'error-event(type=529, after=half-argument)'],
  ['Filtered before the end', 'error-event(type=invalid_request, after=content)'],
  ['Cut amid an event, a character, an escape', 'truncate(after=half-event)'],
  ['One byte per packet', 'slice(bytes=1)'],
  ['Events of a buffering proxy', 'gather(events=10)'],
  ['Arguments cut by max_tokens', 'tool-arguments(as=cut)'],
];
