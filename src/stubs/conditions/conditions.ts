/** THE table of conditions: one row for each key of `when`. To add one, add the key to `When` and its row to the file of its theme. */

import type { When } from '../stub.ts';
import type { ConditionRows } from './condition.ts';
import { BODY_CONDITIONS } from './conditions-body.ts';
import { CALLER_CONDITIONS } from './conditions-caller.ts';
import { LOGIC_CONDITIONS } from './conditions-logic.ts';
import { MEDIA_CONDITIONS } from './conditions-media.ts';
import { TEXT_CONDITIONS } from './conditions-text.ts';
import { TOOL_CONDITIONS } from './conditions-tools.ts';
import { TURN_CONDITIONS } from './conditions-turns.ts';

export const CONDITIONS = {
  ...CALLER_CONDITIONS,
  ...TEXT_CONDITIONS,
  ...MEDIA_CONDITIONS,
  ...TOOL_CONDITIONS,
  ...TURN_CONDITIONS,
  ...BODY_CONDITIONS,
  ...LOGIC_CONDITIONS,
} as const satisfies ConditionRows<keyof When>;
