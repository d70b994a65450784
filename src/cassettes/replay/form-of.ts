/** In which form a reply was recorded. */
import { once } from './once.ts';
import { textOf } from './text-of.ts';

export type Form = 'stream' | 'json' | 'other';

/**
 * An event stream, JSON, or something else (no body, the page of a proxy). The content type tells; without one, as imported recordings may
 * come, the first characters do. It says nothing about whether the reply is whole or of sense.
 *
 * @example formOf(recording) // 'stream' for text/event-stream; charset=utf-8
 */
export const formOf = once((recording): Form => {
  const { headers } = recording.response;
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (type === undefined) return guessed(textOf(recording));
  const media = type.split(';')[0]!.trim().toLowerCase();
  if (media === 'text/event-stream') return 'stream';
  return media === 'application/json' || media.endsWith('+json') ? 'json' : 'other';
});

function guessed(text: string): Form {
  if (/^(event:|data:|id:|retry:|:)/.test(text)) return 'stream';
  return /^\s*[{[]/.test(text) ? 'json' : 'other';
}
