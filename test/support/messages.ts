/** Builders of messages, and arbitrary ones for property tests. */
import fc from 'fast-check';
import type { ContentBlock, Message, StopReason } from '../../src/message/message.ts';

/** A complete message; name only what matters. */
export function message(changes: Partial<Message> = {}): Message {
  return {
    id: 'msg_01A',
    type: 'message',
    role: 'assistant',
    model: 'claude-opus-4-8',
    content: [{ type: 'text', text: 'Hello there.' }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 10, output_tokens: 4 },
    ...changes,
  };
}

/** Any text, with astral characters, combining marks and lone surrogates. */
export const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom('👩‍👩‍👧', 'e\u0301', '\ud83d', '\n', ' '), fc.string({ unit: 'binary' })),
});

const citation = fc.record({
  type: fc.constant('char_location'),
  cited_text: fc.string(),
  document_index: fc.nat(),
  start_char_index: fc.nat(),
  end_char_index: fc.nat(),
});

const input = fc
  .dictionary(fc.string(), fc.jsonValue())
  .map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>);

const anyBlock: fc.Arbitrary<ContentBlock> = fc.oneof(
  fc.record(
    { type: fc.constant('text' as const), text: anyText, citations: fc.oneof(fc.constant(null), fc.array(citation)) },
    { requiredKeys: ['type', 'text'] },
  ),
  fc.record({ type: fc.constant('thinking' as const), thinking: anyText, signature: fc.base64String() }),
  fc.record({ type: fc.constant('redacted_thinking' as const), data: fc.base64String() }),
  fc.record({
    type: fc.constantFrom('tool_use' as const, 'server_tool_use' as const),
    id: fc.string(),
    name: fc.string(),
    input,
  }),
  fc.record(
    {
      type: fc.constant('compaction' as const),
      content: fc.oneof(fc.constant(null), anyText),
      encrypted_content: fc.oneof(fc.constant(null), fc.base64String()),
    },
    { requiredKeys: ['type', 'content'] },
  ),
  fc.record({
    type: fc.constant('web_search_tool_result' as const),
    tool_use_id: fc.string(),
    content: fc.array(fc.record({ type: fc.constant('web_search_result'), title: fc.string(), url: fc.webUrl() })),
  }),
);

const STOPS: StopReason[] = ['end_turn', 'max_tokens', 'stop_sequence', 'tool_use', 'pause_turn', 'refusal'];

/** Any message that a service could send. */
export const anyMessage: fc.Arbitrary<Message> = fc
  .record({
    content: fc.array(anyBlock, { maxLength: 5 }),
    stop_reason: fc.constantFrom(...STOPS),
    stop_sequence: fc.oneof(fc.constant(null), fc.string()),
    stop_details: fc.constantFrom(null, { type: 'refusal', category: 'cyber', explanation: null }),
    container: fc.constantFrom(null, { id: 'container_1', expires_at: '2026-01-01T00:00:00Z' }),
    usage: fc.record(
      {
        input_tokens: fc.nat(),
        output_tokens: fc.nat(),
        cache_read_input_tokens: fc.nat(),
        output_tokens_details: fc.record({ thinking_tokens: fc.nat() }),
        server_tool_use: fc.constant({ web_search_requests: 1 }),
        service_tier: fc.constant('standard'),
        cost: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }),
      },
      { requiredKeys: ['input_tokens', 'output_tokens'] },
    ),
  })
  .map((changes) => message(changes));
