/** A message as an answer: put together only when somebody reads it. */
import type { Message, Usage } from '../message/message.ts';
import { type Cast, withIds } from './produce.ts';

/**
 * The reply is written from the cast, not from the message, and most journal entries are never read. What stays of an exchange is held by
 * the journal for the time of a thousand others, so each object less counts: the garbage collector copies it twice.
 */
export class MessageAnswer {
  readonly kind = 'message';
  readonly #cast: Cast;
  readonly #ids: readonly string[];
  #message: Message | undefined;

  constructor(cast: Cast, ids: readonly string[]) {
    this.#cast = cast;
    this.#ids = ids;
  }

  get message(): Message {
    this.#message ??= withIds(this.#cast, this.#ids);
    return this.#message;
  }

  get usage(): Usage {
    return this.#cast.message.usage;
  }
}
