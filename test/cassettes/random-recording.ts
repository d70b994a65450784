/** Recordings of every kind, for property tests. */
import fc from 'fast-check';
import type { Broken, HeaderList, Recording } from '../../src/cassettes/recording.ts';

/** Any sequence of UTF-16 units, halves of characters among them. */
const anyText = fc
  .array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0x20, max: 0x7e })), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units));

const headers: fc.Arbitrary<HeaderList> = fc.array(fc.tuple(fc.constantFrom('content-type', 'x-a', 'x-b'), anyText), {
  maxLength: 4,
});

const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    anyText,
    fc.constantFrom(null, true, false, 0, -1.5, 1e300),
    fc.array(tie('json'), { maxLength: 4 }),
    // fromEntries makes a key __proto__ one like any other, as JSON.parse does.
    fc
      .array(fc.tuple(fc.oneof(anyText, fc.constantFrom('__proto__', 'constructor', 'a')), tie('json')), {
        maxLength: 4,
      })
      .map((entries) => Object.fromEntries(entries)),
  ),
}));

const body = fc.oneof(
  json.map((value) => ({ body: value })),
  anyText.map((text) => ({ body: undefined, text })),
  fc.constant({ body: undefined }),
);

/** Bytes, text, and text with a byte order mark. */
const piece = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => new TextEncoder().encode(text)),
  fc.constant(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)),
);

const reply = fc.array(fc.tuple(fc.nat(100_000), piece), { maxLength: 6 }).map((pieces) => ({
  body: Buffer.concat(pieces.map(([, bytes]) => bytes)),
  chunks: pieces.map(([at, bytes]) => ({ at, bytes: bytes.length })),
}));

export const anyRecording: fc.Arbitrary<Recording> = fc
  .record({
    dialect: fc.constantFrom('anthropic', 'openrouter', 'llm-router'),
    url: fc.oneof(fc.webUrl({ withQueryParameters: true }), anyText),
    path: anyText,
    sent: headers,
    body,
    status: fc.integer({ min: 200, max: 599 }),
    statusText: anyText,
    got: headers,
    reply,
    trailers: headers,
    broken: fc.constantFrom<(Broken | undefined)[]>(undefined, 'upstream cut', 'client left', 'error event'),
    startedAt: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    polly: fc.record({ id: anyText, order: fc.nat() }),
    comment: fc.option(anyText, { nil: undefined }),
  })
  .map((parts) => ({
    id: 'any#1',
    request: {
      dialect: parts.dialect,
      method: 'POST',
      url: parts.url,
      path: parts.path,
      headers: parts.sent,
      ...parts.body,
    },
    response: {
      status: parts.status,
      statusText: parts.statusText,
      headers: parts.got,
      ...parts.reply,
      trailers: parts.trailers,
      ...(parts.broken && { broken: parts.broken }),
    },
    startedAt: parts.startedAt,
    polly: parts.polly,
    ...(parts.comment !== undefined && { comment: parts.comment }),
  }));
