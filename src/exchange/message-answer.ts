/** A message as an answer: put together, and written once more, only when somebody reads it. */
import type { Message, Usage } from '../message/message.ts';
import type { Frame } from '../reply.ts';
import { type Cast, withIds } from './produce.ts';
import { type Writing, writeMessage } from './write-message.ts';

/**
 * The reply is written from the cast, not from the message, and most journal entries are never read. What stays of an exchange is held by
 * the journal for the time of a thousand others, so each object and each long text less counts: the garbage collector copies it twice.
 */
export class MessageAnswer {
  readonly kind = 'message';
  readonly #cast: Cast;
  readonly #ids: readonly string[];
  readonly #writing: Writing;

  constructor(cast: Cast, ids: readonly string[], writing: Writing) {
    this.#cast = cast;
    this.#ids = ids;
    this.#writing = writing;
  }

  get message(): Message {
    return withIds(this.#cast, this.#ids);
  }

  get usage(): Usage {
    return this.#cast.message.usage;
  }

  /** The frames of its reply, before faults: the same each time. */
  frames(): Frame[] {
    return writeMessage(this.#cast, this.#ids, this.#writing);
  }
}
