/** What a condition is held against: one request, with what conditions ask of it worked out once. */
import type { DialectName } from '../contract/validator.ts';
import type { Headers } from '../headers.ts';
import type { MessagesRequest } from '../message/request.ts';

/** A valid request on its way to its answer, or one that the journal remembers. */
export interface Subject {
  /** As the mock understood it. */
  request: MessagesRequest;
  /** As the caller sent it, parsed. */
  body: unknown;
  dialect: DialectName;
  headers: Headers;
}
