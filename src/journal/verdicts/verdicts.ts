/** THE table of verdicts on a client. Judging, the report and docs/verdicts.md come from these rows. */
import { ENDLESS_LOOP, ORPHAN_RESULT, THINKING_LOST } from './conversations.ts';
import { GAVE_UP_EARLY, NOT_RETRIED } from './giving-up.ts';
import { NO_BACKOFF, RETRIED_FINAL, RETRY_AFTER_IGNORED, RETRY_STORM } from './retries.ts';
import { CUT_ACCEPTED, CUT_TOOL_CALL_USED, ERROR_EVENT_IGNORED } from './streams.ts';
import type { VerdictRow } from './verdict-row.ts';
import { CONNECTION_KEPT, NO_READ_TIMEOUT } from './waiting.ts';

export const VERDICTS: readonly VerdictRow[] = [
  RETRY_AFTER_IGNORED,
  NO_BACKOFF,
  RETRY_STORM,
  RETRIED_FINAL,
  GAVE_UP_EARLY,
  NOT_RETRIED,
  NO_READ_TIMEOUT,
  CONNECTION_KEPT,
  CUT_ACCEPTED,
  ERROR_EVENT_IGNORED,
  CUT_TOOL_CALL_USED,
  THINKING_LOST,
  ORPHAN_RESULT,
  ENDLESS_LOOP,
];
