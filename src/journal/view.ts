/** A remembered exchange being read: each fact is worked out when it is first asked for. */

import { isSecret } from '../headers.ts';
import { assemble } from '../message/assemble.ts';
import type { StreamEvent } from '../message/events.ts';
import type { Message, ToolUseBlock, Usage } from '../message/message.ts';
import type { Frame } from '../reply.ts';
import { Facts } from '../stubs/conditions/subject-facts.ts';
import type { NearMiss } from '../stubs/stub-view.ts';
import type { Subject } from '../stubs/subject.ts';
import { readBody } from './kept-body.ts';
import type { Noted } from './noted.ts';
import { type DueEvent, readEvents, textOf } from './read-events.ts';
import { requestOf } from './request-of.ts';
import { REMOVED, unpackHeaders } from './secrets.ts';
import { costIn } from './sums.ts';

/** A value worked out once. */
function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export class View {
  readonly noted: Noted;
  readonly id: string;
  readonly headers: () => Record<string, string>;
  readonly replyHeaders: () => Record<string, string>;
  readonly body: () => { value: unknown; raw: string | null };
  /** What conditions are held against; undefined for a request that was not understood. */
  readonly subject: () => Subject | undefined;
  readonly replyText: () => string;
  /** Of a stream; else null. */
  readonly events: () => readonly DueEvent[] | null;
  /** The reply parsed, or its text where it is no JSON; null for streams and when nothing was said. */
  readonly replyBody: () => unknown;
  readonly message: () => Message | null;
  /** The nearest stubs, where there are some and none answered. */
  readonly nearMisses: () => readonly NearMiss[];

  constructor(noted: Noted, nearest?: (subject: Subject) => readonly NearMiss[]) {
    this.noted = noted;
    this.id = String(noted.number);
    this.headers = lazy(() => unpackHeaders(noted.headers));
    this.replyHeaders = lazy(() => lowerCased(noted.replyHeaders));
    this.body = lazy(() => readBody(noted.body));
    this.subject = lazy(() => this.#subject());
    this.replyText = lazy(() => textOf(this.#frames()));
    this.events = lazy(() => (this.#streamed && noted.framesOmitted === null ? readEvents(this.#frames()) : null));
    this.replyBody = lazy(() => (this.#streamed || this.replyText() === '' ? null : parsed(this.replyText())));
    this.message = lazy(() => noted.answer?.message ?? this.#toldMessage());
    this.nearMisses = lazy(() => {
      const subject = noted.missed && nearest ? this.subject() : undefined;
      return subject ? nearest!(subject).map(withoutSecrets) : [];
    });
  }

  /** Who answered: `stub`, `synthetic`, `refusal` or `mock`. */
  get source(): string {
    return this.replyHeaders()['x-mock-source'] ?? 'mock';
  }

  /** As it was understood, else as the body names it. */
  get model(): string | null {
    const { model } = this.noted;
    if (model !== undefined) return model;
    const body = this.body().value;
    const named =
      typeof body === 'object' && body !== null && Object.hasOwn(body, 'model') ? Reflect.get(body, 'model') : null;
    return typeof named === 'string' ? named : null;
  }

  /** What the user said last, also in a request that was refused. */
  get lastUserText(): string {
    const { value } = this.body();
    const request = this.subject()?.request ?? value;
    if (typeof request !== 'object' || request === null) return '';
    return new Facts(request, value).lastUserText?.text ?? '';
  }

  /** Calls of tools in the reply, those that the service performs itself included. */
  get calls(): readonly ToolUseBlock[] {
    const content: unknown = this.message()?.content;
    if (!Array.isArray(content)) return [];
    return content.filter((block): block is ToolUseBlock => /^(mcp_|server_)?tool_use$/.test(block?.type));
  }

  /** From arrival to the reply's end, in milliseconds, to the microsecond. */
  get milliseconds(): number {
    return Math.round(this.noted.outcome.milliseconds * 1000) / 1000;
  }

  get usage(): Usage | undefined {
    return this.noted.usage ?? this.message()?.usage;
  }

  /** US dollars. */
  get cost(): number | null {
    return costIn(this.usage, this.noted.price);
  }

  #frames(): readonly Frame[] {
    return this.noted.frames ?? this.noted.answer?.frames?.() ?? [];
  }

  get #streamed(): boolean {
    return this.replyHeaders()['content-type']?.startsWith('text/event-stream') ?? false;
  }

  #subject(): Subject | undefined {
    const { dialect, model } = this.noted;
    const body = this.body().value;
    const request = model === undefined ? undefined : requestOf(body, dialect, model);
    return request && { request, body, dialect, headers: this.headers() };
  }

  /** The message in a reply that was written to the letter, where there is one. */
  #toldMessage(): Message | null {
    try {
      const told = this.events() ? assemble(this.events()!.map(({ event }) => event as StreamEvent)) : this.replyBody();
      return isMessage(told) ? told : null;
    } catch {
      return null;
    }
  }
}

/** A stub may write the names of its headers in any case. */
function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** A condition on a header says what that was. */
function withoutSecrets(miss: NearMiss): NearMiss {
  const hide = (failed: NearMiss['failed'][number]): NearMiss['failed'][number] => {
    const header = /\bheader\.(\S+)/.exec(failed.condition)?.[1];
    return header !== undefined && isSecret(header) && failed.actual !== 'nothing'
      ? { ...failed, actual: REMOVED }
      : failed;
  };
  return { ...miss, failed: miss.failed.map(hide) };
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'message') return false;
  return 'content' in value && Array.isArray(value.content) && 'usage' in value && typeof value.usage === 'object';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
