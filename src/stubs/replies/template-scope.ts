/** What a template sees: THE list of values. */
import { type Headers, isSecret } from '../../headers.ts';
import type { MessagesRequest } from '../../message/request.ts';
import { Facts } from '../conditions/subject-facts.ts';

/** Where the values come from. */
export interface TemplateView {
  /** As the mock understood it. */
  request: MessagesRequest;
  /** As the caller sent it. */
  body: unknown;
  /** The model as the caller named it. */
  model: string;
  headers: Headers;
  /** Milliseconds since the Unix epoch, by the session's clock. */
  now: number;
  /** The next value of Faker by this name; undefined when there is none. */
  fake(path: string): string | undefined;
}

/** Under a key that no template can write. */
export const FAKE = Symbol('fake');

/** The names that a template can use. */
export interface TemplateScope {
  request: MessagesRequest;
  body: unknown;
  model: string;
  text: string;
  turn: number;
  headers: Record<string, string>;
  now: string;
  [FAKE]: TemplateView['fake'];
}

export const VALUES = [
  {
    name: 'request',
    explain: 'the request as the mock understood it: `request.metadata.user_id`, `request.messages[0].content`',
  },
  { name: 'body', explain: 'the request as it was sent' },
  { name: 'model', explain: 'the model as the caller names it' },
  { name: 'text', explain: 'text of the last user message that says something besides tool results' },
  { name: 'turn', explain: '1 for a conversation without an answer, 2 after the first one' },
  {
    name: 'headers',
    explain: 'request headers by their names in small letters: `headers["x-user"]`; credentials are not there',
  },
  { name: 'now', explain: "the session's time as ISO 8601, in UTC" },
] as const satisfies readonly { name: Exclude<keyof TemplateScope, symbol>; explain: string }[];

export function templateScope({ request, body, model, headers, now, fake }: TemplateView): TemplateScope {
  const facts = new Facts(request, body);
  return {
    request,
    body,
    model,
    text: facts.lastUserText?.text ?? '',
    turn: facts.turn,
    headers: Object.fromEntries(
      Object.entries(headers)
        .filter(([name]) => !isSecret(name))
        .map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
    ),
    now: new Date(now).toISOString(),
    [FAKE]: fake,
  };
}
