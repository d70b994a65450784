/** Templates of a reply: `{{ ... }}` in its texts is replaced by values of the request. */
import { ApiError } from '../../errors.ts';
import type { StubReply } from './reply.ts';
import { renderTemplate } from './template-engine.ts';
import { type TemplateView, templateScope } from './template-scope.ts';

/**
 * The reply with every text of its content, message, body, events and headers filled in: keys stay, and so do numbers. Same view, same
 * reply. One without `template: true` is returned as it is.
 *
 * @throws ApiError `invalid_request`, as an error of the mock, when a template cannot be rendered
 */
export function fillTemplate(reply: StubReply, view: TemplateView): StubReply {
  if (!reply.template) return reply;
  const scope = templateScope(view);
  const fill = (text: string): string => {
    try {
      return renderTemplate(text, scope);
    } catch (error) {
      throw cannot(text, (error as Error).message);
    }
  };
  const all = <T>(value: T): T => mapTexts(value, fill);
  const headers = reply.headers && { headers: mapTexts(reply.headers, (text) => headerText(fill(text))) };
  switch (reply.kind) {
    case 'message':
      return { ...reply, ...headers, content: all(reply.content), given: all(reply.given) };
    case 'error': {
      const { message, errorHeaders, details } = reply;
      return {
        ...reply,
        ...headers,
        message: fill(message),
        errorHeaders: mapTexts(errorHeaders, (text) => headerText(fill(text))),
        ...(details ? { details: all(details) } : {}),
      };
    }
    case 'raw': {
      const rawHeaders = mapTexts(reply.rawHeaders, (text) => headerText(fill(text)));
      if (!('json' in reply)) return { ...reply, ...headers, rawHeaders, body: fill(reply.body) };
      const json = all(reply.json);
      return { ...reply, ...headers, rawHeaders, json, body: JSON.stringify(json) };
    }
    case 'events':
      return { ...reply, ...headers, events: all(reply.events) };
  }
}

/** A value with every text in it replaced. What a stub may hold is not nested deep, so recursion is safe. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
  return mapped(value, change) as T;
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, change)]));
}

/** Without what no header may hold: a caller's line break would end it. */
function headerText(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');
}

function cannot(template: string, problem: string): ApiError {
  const shown = template.length > 100 ? `${template.slice(0, 100)}...` : template;
  return new ApiError(
    'invalid_request',
    `A template of the stub cannot be filled in. ${problem} The template: ${shown}`,
    {
      mock: true,
      mockDetail: { code: 'template', template: shown, problem },
    },
  );
}
