/** The answer of a stub: its reply filled in for the request, dressed in the dialect, in the form that was asked for. */
import { ApiError } from '../errors.ts';
import type { Message } from '../message/message.ts';
import type { Reply } from '../reply.ts';
import { draftOf } from '../stubs/replies/draft-of.ts';
import { eventTexts, messageOfEvents } from '../stubs/replies/event-texts.ts';
import type { StubReply } from '../stubs/replies/reply.ts';
import type { Choice } from '../stubs/stubs.ts';
import { manageContext } from '../synthesis/context/manage-context.ts';
import type { Context } from './context.ts';
import type { Answered, Plan } from './exchange.ts';
import { type Cast, idsOf, makeCast, type Order, sealsOf } from './produce.ts';
import { headersOf, renderEvents, renderMessage } from './render.ts';

/** An order that a stub answers. */
export type StubOrder = Order & { plan: { stub: Choice } };

/** Is it a stub that answers? */
export function isStubbed(order: Order): order is StubOrder {
  return order.plan.stub !== undefined;
}

/**
 * What a stub answers.
 *
 * @throws ApiError the error that the stub says; or one of the mock, when its reply does not fit what was asked
 */
export function stubbed(order: StubOrder, context: Context): Answered {
  const { reply: said } = order.plan.stub;
  switch (said.kind) {
    case 'message': {
      const cast = castOf(said, order);
      const { answer, reply } = renderMessage(cast, idsOf(cast, order), order, context.options.openrouterDone);
      return { answer, reply: dressed(reply, order) };
    }
    case 'error': {
      const { code, message, errorHeaders, details, status } = said;
      throw new ApiError(code, message, { headers: { ...errorHeaders }, details, status, begun: true });
    }
    case 'raw': {
      const { status, rawHeaders, body } = said;
      const headers = { ...headersOf(order, status, false), ...rawHeaders };
      const wait = order.plan.pace.ttft;
      return {
        answer: { kind: 'raw', body },
        reply: dressed({ status, headers, frames: [{ wait, bytes: body }] }, order),
      };
    }
    case 'events':
      return events(said, order);
  }
}

/** A reply is fixed, so its cast is kept with the request like that of a synthetic answer; a filled template is new each time. */
function castOf(reply: StubReply & { kind: 'message' }, order: StubOrder): Cast {
  const { asked, target, plan } = order;
  const make = (): Cast => {
    const { request, model } = asked;
    const inputTokens = manageContext(request, model).tokens;
    const cast = makeCast(draftOf(reply, { request, model, inputTokens, ...sealsOf(asked) }), target, asked, plan);
    const { id, model: name } = reply.given;
    const message: Message = { ...cast.message, ...(id ? { id } : {}), ...(name ? { model: name } : {}) };
    return { ...cast, message };
  };
  if (reply.template || plan.metadata) return make();
  return asked.kept.once(reply, make);
}

function events(reply: StubReply & { kind: 'events' }, order: StubOrder): Answered {
  const { asked, plan, target } = order;
  const message = messageOfEvents(reply);
  if (asked.request.stream === true) {
    const texts = eventTexts(reply);
    const answer: Answered['answer'] = message ? told(message) : { kind: 'raw', body: texts.join('') };
    return { answer, reply: dressed(renderEvents(texts, order), order) };
  }
  if (message) {
    const headers = headersOf(order, 200, false);
    const frames = [{ wait: plan.pace.ttft, bytes: JSON.stringify(message) }];
    return { answer: told(message), reply: dressed({ status: 200, headers, frames }, order) };
  }
  throw new ApiError(
    'invalid_request',
    `The stub "${plan.stub.name}" answers with events that tell no whole message, so it can only answer a request with stream: true ` +
      `(this one came to ${target.endpoint.path} without). Give it "content" instead of "events", or stream.`,
    { mock: true, mockDetail: { code: 'stub_has_no_message', stub: plan.stub.id } },
  );
}

function told(message: Message): Answered['answer'] {
  return { kind: 'message', message, usage: message.usage };
}

/** The reply with the headers that the stub wants added or taken away. */
function dressed(reply: Reply, { plan }: StubOrder): Reply {
  stubHeaders(reply.headers, plan.stub);
  return reply;
}

/** A refusal that came while a stub answered: the error that the stub says, in its time; or one of the mock, which stays as it is. */
export function stubError(reply: Reply, error: ApiError, stub: Choice, { pace }: Plan): Reply {
  if (error.detail.mock) return reply;
  const frames = reply.frames.map((frame) => ({ ...frame, wait: pace.ttft }));
  stubHeaders(reply.headers, stub);
  return { ...reply, frames };
}

/** The headers were made for this reply, so they are changed in place. */
function stubHeaders(headers: Record<string, string>, { name, reply }: Choice): void {
  headers['x-mock-source'] = 'stub';
  headers['x-mock-stub'] = inHeader(name);
  for (const [key, value] of Object.entries(reply.headers ?? NO_HEADERS)) {
    if (value === null) delete headers[key.toLowerCase()];
    else headers[key.toLowerCase()] = value;
  }
}

const NO_HEADERS: Record<string, string | null> = {};

/** A name may hold any character, a header may not. */
function inHeader(name: string): string {
  return /^[\w .-]*$/.test(name) ? name : encodeURIComponent(name.toWellFormed());
}
