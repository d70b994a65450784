/** The many spellings of a model id, taken apart: Anthropic's, OpenRouter's, LLM Router's, Bedrock's and Vertex'. */

/** What an id says once its decorations are off. */
export interface ModelId {
  /** Without preset, planner, variant and `~`; otherwise as sent. */
  base: string;
  /** OpenRouter's variant: `free`, `nitro`... */
  variant?: string;
  /** Of a Claude id, its key in the catalogue: `opus-4-8`, `mythos-preview`; `opus-latest` for a rolling alias. */
  claude?: string;
  /** The `-fast` sibling was asked for. */
  fast: boolean;
}

const VARIANT = /:(free|nitro|thinking|online|floor|extended|exacto|batch|beta)$/;
// Claude Code asks for the long window with this suffix.
const LONG_WINDOW = /\[1m\]$/i;
const FAMILY = '(opus|sonnet|haiku|fable|mythos|instant)';
// A version's minor part has one or two digits, a date has eight: `claude-opus-4-20250514` is Opus 4.
const VERSION = '(\\d{1,2})(?:[.-](\\d{1,2}))?';
const TAIL = '(?:-\\d{8}|-latest)?(-fast)?(?:-\\d{8})?(?:-v\\d+(?::\\d+)?)?';
const FAMILY_FIRST = new RegExp(`^claude-${FAMILY}-${VERSION}${TAIL}$`);
const VERSION_FIRST = new RegExp(`^claude-${VERSION}-${FAMILY}${TAIL}$`);
const ROLLING = new RegExp(`^claude-${FAMILY}-(latest|preview)$`);

function claudeKey(name: string): { key: string; fast: boolean } | undefined {
  const rolling = ROLLING.exec(name);
  if (rolling) return { key: `${rolling[1]}-${rolling[2]}`, fast: false };
  const first = FAMILY_FIRST.exec(name);
  const [family, major, minor, fast] = first
    ? [first[1], first[2], first[3], first[4]]
    : (({ 1: a, 2: b, 3: f, 4: s }) => [f, a, b, s])(VERSION_FIRST.exec(name) ?? []);
  if (family === undefined) return undefined;
  return { key: [family, major, minor].filter((part) => part !== undefined).join('-'), fast: fast !== undefined };
}

/**
 * Takes an id apart. Never throws; linear in the id's length.
 *
 * @example parseModelId('~anthropic/claude-opus-4.8:nitro') // { base: 'anthropic/claude-opus-4.8', variant: 'nitro', claude: 'opus-4-8', fast: false }
 */
export function parseModelId(id: string): ModelId {
  let base = id.trim();
  const preset = base.indexOf('@preset/');
  if (preset > 0) base = base.slice(0, preset);
  const planning = base.indexOf(':planning:');
  if (planning > 0) base = base.slice(0, planning);
  base = base.replace(LONG_WINDOW, '');
  const variant = VARIANT.exec(base)?.[1];
  if (variant !== undefined) base = base.slice(0, -variant.length - 1);
  if (base.startsWith('~')) base = base.slice(1);
  // `anthropic/claude-...`, `us.anthropic.claude-...`, `vertex_ai/claude-...@20250929`
  const at = base.toLowerCase().lastIndexOf('claude-');
  const before = at > 0 ? base[at - 1] : '/';
  const name = at >= 0 && (before === '/' || before === '.') ? base.slice(at).toLowerCase().replace('@', '-') : '';
  const claude = name.length <= 100 ? claudeKey(name) : undefined;
  return {
    base,
    ...(variant === undefined ? {} : { variant }),
    ...(claude === undefined ? {} : { claude: claude.key }),
    fast: claude?.fast ?? false,
  };
}
