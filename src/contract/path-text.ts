/** Writes a path the way the Anthropic service does: dotted, with the tag of each union it passes through as an extra segment. */

/** Fields whose object, or whose list's objects, are one of several kinds told apart by `type`. */
const UNIONS = new Set([
  'content',
  'source',
  'thinking',
  'tool_choice',
  'edits',
  'citations',
  'caller',
  'tool',
  'trigger',
  'keep',
  'tools',
  'definition',
]);

/** Where a missing `type` means a custom tool. */
const TOOL_FIELDS = new Set(['tools', 'definition']);

/** Blocks whose `content` is of one kind only, so that it needs no tag. */
const ONE_KIND = new Set([
  'search_result',
  'mcp_tool_result',
  'code_execution_result',
  'encrypted_code_execution_result',
  'bash_code_execution_result',
  'web_fetch_result',
]);

/** Below these fields the body is the caller's own data, where `content` or `type` mean nothing to the service. */
const FREE_DATA = new Set(['input', 'input_schema', 'schema', 'input_examples']);

/** A segment comes from the request and may be as long as the request. */
const MAX_SEGMENT = 200;

/**
 * @param path A plain path in `body`, as Violations carry it.
 * @example anthropicPath(['messages', 0, 'content', 1, 'source', 'data'], body) // 'messages.0.content.1.image.source.base64.data'
 * @example anthropicPath(['tools', 0, 'input_schema'], body) // 'tools.0.custom.input_schema'
 */
export function anthropicPath(path: readonly (string | number)[], body: unknown): string {
  const segments: string[] = [];
  let value = body;
  let field = '';
  let owner: unknown = body;
  let free = false;
  for (const [index, step] of path.entries()) {
    segments.push(String(step).slice(0, MAX_SEGMENT));
    if (typeof step === 'string') {
      field = step;
      owner = value;
      free ||= FREE_DATA.has(step);
    }
    value = own(value, step);
    const isLast = index === path.length - 1;
    if (!free && !isLast && UNIONS.has(field) && isRecord(value) && !isOneKind(field, owner, body)) {
      const tag = own(value, 'type') ?? (TOOL_FIELDS.has(field) ? 'custom' : undefined);
      if (typeof tag === 'string') segments.push(tag.slice(0, MAX_SEGMENT));
    }
  }
  return segments.join('.');
}

function isOneKind(field: string, owner: unknown, body: unknown): boolean {
  // Only the request's own tools are of many kinds; an MCP toolset also has a list of that name.
  if (field === 'tools') return owner !== body;
  const kind = own(owner, 'type');
  return field === 'content' && typeof kind === 'string' && ONE_KIND.has(kind);
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string | number, unknown>)[key];
}
