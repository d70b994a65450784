/** Requests and recordings to match, and the same requests written differently. */
import fc from 'fast-check';
import type { Cassette } from '../../../src/cassettes/cassette.ts';
import type { CassetteSettings } from '../../../src/cassettes/cassette-settings.ts';
import type { KeyedRequest } from '../../../src/cassettes/match/match-key.ts';
import type { Recording } from '../../../src/cassettes/recording.ts';
import { randomRequest } from '../../support/random-request.ts';

export type Json = Record<string, unknown>;

/** A request of these messages, or with this text. */
export function asked(messages: string | unknown[], more: Json = {}): KeyedRequest {
  const list = typeof messages === 'string' ? [{ role: 'user', content: messages }] : messages;
  const body = { model: 'claude-haiku-4-5', max_tokens: 100, messages: list, ...more };
  return { dialect: 'anthropic', method: 'POST', path: '/v1/messages', body };
}

/** A cassette of these requests, each answered with its number. */
export function cassetteOf(name: string, requests: readonly KeyedRequest[], settings: CassetteSettings = {}): Cassette {
  const recordings = requests.map((request, index) => recordingOf(`${name}#${index + 1}`, request));
  return { name, folder: `/cassettes/${name}`, settings, recordings };
}

export function recordingOf(
  id: string,
  request: KeyedRequest,
  content: unknown[] = [{ type: 'text', text: id }],
): Recording {
  const usage = { input_tokens: 1, output_tokens: 1 };
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-haiku-4-5', content, usage };
  const body = Buffer.from(JSON.stringify({ ...message, stop_reason: 'end_turn', stop_sequence: null }));
  return {
    id,
    request: { ...request, url: `https://api.anthropic.com${request.path}`, headers: [] },
    response: {
      status: 200,
      statusText: 'OK',
      headers: [['content-type', 'application/json']],
      body,
      chunks: [{ at: 5, bytes: body.length }],
      trailers: [],
    },
    startedAt: '2026-11-20T19:00:00.000Z',
    polly: { id: 'x', order: 0 },
  };
}

/** Bodies of all dialects as their schemas allow them. */
export const bodies = fc
  .tuple(fc.constantFrom('anthropic' as const, 'openrouter' as const, 'llm-router' as const), fc.nat(100_000))
  .map(([door, seed]) => JSON.parse(JSON.stringify(randomRequest(door, `match ${seed}`))) as Json);

export function keyed(body: unknown): KeyedRequest {
  return { dialect: 'anthropic', method: 'POST', path: '/v1/messages', body };
}

/** The same value, its keys in reverse order. */
export function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, reversed(entry)]),
  );
}

/** Every string of a value. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) => (typeof part === 'string' ? change(part) : part));
}
