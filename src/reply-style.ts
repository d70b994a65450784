/** How the text of synthetic answers reads: the option `reply`, and the header `x-mock-reply`. */

export type ReplyStyle =
  | { kind: 'realistic' | 'echo' | 'lorem' }
  | { kind: 'text'; text: string }
  | { kind: 'tokens'; count: number };

/** How a style is written, for messages and docs. */
export const REPLY_STYLES = 'realistic, echo, lorem, text:<the text>, or tokens:<number>';

const LARGEST = 200_000;

/**
 * A style as it is written; undefined when it is none.
 *
 * @example parseReplyStyle('tokens:200') // { kind: 'tokens', count: 200 }
 */
export function parseReplyStyle(written: string): ReplyStyle | undefined {
  if (written === 'realistic' || written === 'echo' || written === 'lorem') return { kind: written };
  if (written.startsWith('text:')) {
    // The services refuse text of white space alone, and never send any around an answer.
    const text = written.slice(5).trim();
    return text === '' ? undefined : { kind: 'text', text };
  }
  const count = /^tokens:(\d{1,6})$/.exec(written)?.[1];
  if (count === undefined || Number(count) < 1 || Number(count) > LARGEST) return undefined;
  return { kind: 'tokens', count: Number(count) };
}
