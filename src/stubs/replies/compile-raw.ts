/** A raw reply as its author gives it, as status, headers and text. */

import type { Respond } from '../respond.ts';
import { lowerCase } from './compile-error.ts';
import type { StubReply } from './reply.ts';

type RawReply = Extract<StubReply, { kind: 'raw' }>;

/** What a text looks like that is sent as it is; the first row that fits decides. */
const LOOKS: readonly (readonly [look: RegExp, type: string])[] = [
  [/^\s*(?:<!doctype html|<html)/i, 'text/html; charset=utf-8'],
  [/^(?:event|data|id|retry|):/, 'text/event-stream; charset=utf-8'],
];

/**
 * The reply of `respond.raw`: a text as it is, anything else as JSON, nothing as an empty body. The content type is guessed where the
 * author says none.
 *
 * @example compileRaw({ body: { ok: true } }) // { kind: 'raw', status: 200, rawHeaders: { 'content-type': 'application/json' }, body: '{"ok":true}', json: { ok: true } }
 */
export function compileRaw({ status, headers, body }: NonNullable<Respond['raw']>): RawReply {
  const empty = body === undefined || body === null;
  const text = typeof body === 'string' ? body : empty ? '' : JSON.stringify(body);
  return {
    kind: 'raw',
    status: status ?? 200,
    rawHeaders: { ...(empty ? {} : { 'content-type': typeOf(body) }), ...lowerCase(headers ?? {}) },
    body: text,
    // Where a template is filled in, quotes in its values must not end the strings they stand in.
    ...(typeof body === 'string' || empty ? {} : { json: body }),
  };
}

function typeOf(body: unknown): string {
  if (typeof body !== 'string' || isJson(body)) return 'application/json';
  return LOOKS.find(([look]) => look.test(body))?.[1] ?? 'text/plain; charset=utf-8';
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    // A template may be JSON only once it is filled in.
    return /^\s*(?:\{\s*"|\[\s*[{["])/.test(text);
  }
}
