/** All rules, in the order in which the service applies them, and the run of a request through them. */
import { CACHING } from './caching.ts';
import { CONTEXT_MANAGEMENT } from './context-management.ts';
import { DOCUMENTS } from './documents.ts';
import { LIMITS } from './limits.ts';
import { MCP } from './mcp.ts';
import { MEDIA } from './media.ts';
import { PAIRING } from './pairing.ts';
import { PREFILL } from './prefill.ts';
import { ROLES } from './roles.ts';
import { ROUTING } from './routing.ts';
import { EVERYWHERE, type Finding, type Rule, type RuleContext } from './rule.ts';
import { SAMPLING } from './sampling.ts';
import { SCHEMA_SIZE } from './schema-size.ts';
import { SERVER_TOOLS } from './server-tools.ts';
import { THINKING } from './thinking.ts';
import { THINKING_BLOCKS } from './thinking-blocks.ts';
import { TOOL_CHOICE } from './tool-choice.ts';
import { TOOLS } from './tools.ts';
import { VERSION } from './version.ts';

/** What a rule found. */
export interface Found {
  rule: Rule;
  finding: Finding;
}

// First whatever concerns the conversation, then the settings, and last what has to be counted. The service tells the first
// fault only; within the first stage that is the one of the earliest message, whichever rule it breaks.
const CONVERSATION: readonly Rule[] = [...ROUTING, ...ROLES, ...PAIRING, ...SERVER_TOOLS];
const SETTINGS: readonly Rule[] = [
  ...VERSION,
  ...PREFILL,
  ...TOOLS,
  ...MCP,
  ...TOOL_CHOICE,
  ...SCHEMA_SIZE,
  ...THINKING,
  ...THINKING_BLOCKS,
  ...SAMPLING,
  ...CACHING,
  ...DOCUMENTS,
  ...MEDIA,
  ...CONTEXT_MANAGEMENT,
  ...LIMITS,
];

/** Every rule once, in the order of the checks. */
export const RULES: readonly Rule[] = [...CONVERSATION, ...SETTINGS];

function isIterable(result: Finding | Iterable<Finding>): result is Iterable<Finding> {
  return Symbol.iterator in result;
}

/** Adds what one rule finds, until there are `limit` findings more. */
function apply(rule: Rule, context: RuleContext, limit: number, found: Found[]): void {
  const result = rule.check(context);
  if (result === undefined) return;
  if (!isIterable(result)) {
    found.push({ rule, finding: result });
    return;
  }
  const most = found.length + limit;
  for (const finding of result) {
    found.push({ rule, finding });
    if (found.length >= most) break;
  }
}

/** The rules of each service: most requests break none, so that picking the rules took as long as asking them. */
const OF_DIALECT = new Map(
  EVERYWHERE.map((dialect) => {
    const ofDialect = (rules: readonly Rule[]): Rule[] => rules.filter((rule) => rule.dialects.includes(dialect));
    return [dialect, { conversation: ofDialect(CONVERSATION), settings: ofDialect(SETTINGS) }] as const;
  }),
);

/** The message a finding is about; faults of the whole conversation come first. */
function messageOf({ finding }: Found): number {
  const [field, at] = finding.path;
  return field === 'messages' && typeof at === 'number' ? at : -1;
}

/**
 * What the service would refuse in a request. The first finding is the refusal it would give; none means that it would accept.
 * Works in time proportional to the request, and counts tokens only if everything else is in order or `limit` is not reached.
 *
 * @param limit how many findings are enough
 * @example findings(context, 1)[0]?.finding.message
 */
export function findings(context: RuleContext, limit = 20): Found[] {
  const { conversation, settings } = OF_DIALECT.get(context.dialect)!;
  const found: Found[] = [];
  for (const rule of conversation) apply(rule, context, limit, found);
  if (found.length > 1) found.sort((a, b) => messageOf(a) - messageOf(b));
  for (const rule of settings) {
    if (found.length >= limit) break;
    apply(rule, context, limit - found.length, found);
  }
  return found.slice(0, limit);
}
