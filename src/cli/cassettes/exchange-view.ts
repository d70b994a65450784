/** An exchange of a cassette as it is shown: what was asked anew, what came back, what it took. */
import type { Broken, Recording } from '../../cassettes/recording.ts';
import { errorOf } from '../../cassettes/replay/error-of.ts';
import { type Form, formOf } from '../../cassettes/replay/form-of.ts';
import { messageOf } from '../../cassettes/replay/message-of.ts';
import { textOf } from '../../cassettes/replay/text-of.ts';
import type { Message } from '../../message/message.ts';
import { costOfReply, modelOf, type Timing, timingOf } from './figures.ts';
import { type Asked, askedAnew } from './new-turns.ts';
import { beginningOf } from './partial-message.ts';

export interface ExchangeView {
  /** Its place in the cassette, from 1. */
  number: number;
  started_at: string;
  dialect: string;
  method: string;
  path: string;
  model: string | null;
  status: number;
  form: Form;
  asked: Asked;
  /** The message, or as much as had come of one that broke off. */
  reply: Message | null;
  error: { status: number; body: unknown } | null;
  broken: Broken | null;
  /** The body of any other reply. */
  text: string | null;
  /** US dollars; null when the cost is not known. */
  cost: number | null;
  timing: Timing;
  comment: string | null;
}

/**
 * Exchanges of a cassette in order. What an earlier one of them has shown of a conversation, a later one does not show again.
 *
 * @param first the number of the first one
 */
export function exchangeViews(recordings: readonly Recording[], first = 1): ExchangeView[] {
  const anew = askedAnew();
  return recordings.map((recording, index) => {
    const { request, response, startedAt, comment } = recording;
    const message = messageOf(recording);
    const error = errorOf(recording) ?? null;
    const reply = message ?? beginningOf(recording) ?? null;
    return {
      number: first + index,
      started_at: startedAt,
      dialect: request.dialect,
      method: request.method,
      path: request.path,
      model: modelOf(recording),
      status: response.status,
      form: formOf(recording),
      asked: anew(request),
      reply,
      error,
      broken: response.broken ?? null,
      text: reply || error ? null : textOf(recording),
      cost: message ? costOfReply(message) : null,
      timing: timingOf(recording),
      comment: comment ?? null,
    };
  });
}
