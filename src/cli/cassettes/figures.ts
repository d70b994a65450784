/** Figures of recordings: what was used, what it cost, how long it took. */
import { resolveModel } from '../../backend/catalogue.ts';
import type { Recording } from '../../cassettes/recording.ts';
import { dollarsOf } from '../../message/cost.ts';
import type { Message, Usage } from '../../message/message.ts';

/** The model that was asked for; null where the request names none. */
export function modelOf({ request }: Recording): string | null {
  const { body } = request;
  const model = typeof body === 'object' && body !== null && 'model' in body ? body.model : undefined;
  return typeof model === 'string' ? model : null;
}

/** US dollars: as the reply tells, else by the prices of the model that answered; null when neither is known. */
export function costOfReply({ usage, model }: Message): number | null {
  const { known, price } = resolveModel(model);
  return dollarsOf(usage, known ? price : undefined);
}

/** All tokens that went in, those of the cache included. */
export function inputTokens(usage: Usage): number {
  return usage.input_tokens + (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0);
}

export interface Timing {
  /** Milliseconds from the sending of the request to the first bytes of the body and to the last; null without a body. */
  first: number | null;
  total: number | null;
  chunks: number;
  bytes: number;
}

export function timingOf({ response: { chunks, body } }: Recording): Timing {
  const [first] = chunks;
  return {
    first: first ? rounded(first.at) : null,
    total: first ? rounded(chunks.at(-1)!.at) : null,
    chunks: chunks.length,
    bytes: body.length,
  };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

/** An amount for people, to a millionth of a dollar: `$0.0123`. */
export function dollarText(amount: number): string {
  return `$${amount.toFixed(6).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
}

export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
