/** How many input tokens a request has: an estimate over everything the model would read. */
import type { ModelTraits } from '../model.ts';
import { countTokens } from '../tokens.ts';
import { imageTokens } from './media/image-tokens.ts';
import { imageOf, pdfOf } from './media/media.ts';
import { pdfTokens } from './media/pdf-tokens.ts';
import type { MessagesRequest, RequestBlock, RequestTool } from './request.ts';

/** What frames the whole prompt, and each message (role and turn marks). */
const PROMPT_FRAME = 3;
const MESSAGE_FRAME = 4;
const TOOL_FRAME = 10;
const CALL_FRAME = 8;
/** Services drop the thinking of earlier turns; a trace of it stays. */
const OLD_THINKING = 4;

/** Hidden definitions of the tools whose schema the client does not send. bash: section 6.1; the others: tool pages, rounded. */
const BUILT_IN_TOOLS: readonly (readonly [prefix: string, tokens: number, tokensOfNewer: number])[] = [
  ['bash_', 244, 325],
  ['text_editor_', 700, 700],
  ['computer_', 735, 735],
];

/** Keys of blocks that are opaque or for the service only: never read by the model as text. */
const UNREAD: ReadonlySet<string> = new Set([
  'type',
  'cache_control',
  'signature',
  'data',
  'encrypted_content',
  'encrypted_index',
  'encrypted_stdout',
  'file_id',
  'tool_use_id',
  'id',
]);

const NONE: ReadonlySet<string> = new Set();

/** Text is scaled with the model's tokenizer afterwards; the rest (pictures, hidden prompts) is in the model's own tokens. */
interface Tally {
  readonly model: ModelTraits;
  text: number;
  fixed: number;
}

/**
 * Estimates the tokens of system, messages and tools, as a whole number of at least 1. Fast (about a millisecond per 50 kB) and
 * total: blocks of unknown kinds are counted by the text inside them. Source of the constants: the services' pricing pages.
 *
 * @example inputTokens({ model: 'claude-haiku-4-5', messages: [{ role: 'user', content: 'Hello' }] }, traits) // 8
 */
export function inputTokens(request: MessagesRequest, model: ModelTraits): number {
  const tally: Tally = { model, text: PROMPT_FRAME, fixed: 0 };
  if (request.system !== undefined) addContent(tally, request.system);
  // OpenRouter's schema allows `messages: null`.
  for (const message of request.messages ?? []) {
    tally.text += MESSAGE_FRAME;
    addContent(tally, message.content);
  }
  for (const tool of request.tools ?? []) addTool(tally, tool);
  if ((request.tools?.length ?? 0) > 0) {
    const choice = request.tool_choice?.type;
    tally.fixed += choice === 'any' || choice === 'tool' ? model.toolPromptTokens.forced : model.toolPromptTokens.auto;
  }
  tally.text += countJson((request.output_config?.format ?? request.output_format)?.schema);
  return Math.max(1, Math.ceil(tally.text * model.tokenScale) + tally.fixed);
}

function addTool(tally: Tally, tool: RequestTool): void {
  const { name = '', description = '', input_schema } = tool;
  const type = tool.type ?? 'custom';
  const builtIn = BUILT_IN_TOOLS.find(([prefix]) => type.startsWith(prefix));
  if (builtIn !== undefined) tally.fixed += tally.model.tokenScale > 1 ? builtIn[2] : builtIn[1];
  tally.text += TOOL_FRAME + countTokens(name) + countTokens(description) + countJson(input_schema);
}

function addContent(tally: Tally, content: RequestBlock['content']): void {
  if (typeof content === 'string') tally.text += countTokens(content);
  else if (Array.isArray(content)) for (const block of content) addBlock(tally, block);
  else tally.text += countJson(content, UNREAD);
}

// Nesting is as deep as the request schema allows (tool_result, then document, then text), so recursion is safe here.
function addBlock(tally: Tally, block: RequestBlock): void {
  switch (block.type) {
    case 'text':
      tally.text += countTokens(block.text ?? '');
      break;
    case 'image':
      tally.fixed += imageTokens(imageOf(block)?.size ?? null, tally.model);
      break;
    case 'document':
      addDocument(tally, block);
      break;
    case 'thinking':
    case 'redacted_thinking':
      tally.text += OLD_THINKING;
      break;
    case 'tool_use':
    case 'server_tool_use':
    case 'mcp_tool_use':
      tally.text += CALL_FRAME + countTokens(block.name ?? '') + countJson(block.input);
      break;
    case 'tool_result':
      tally.text += CALL_FRAME;
      addContent(tally, block.content);
      break;
    default:
      tally.text += countJson(block, UNREAD);
  }
}

function addDocument(tally: Tally, block: RequestBlock): void {
  const source = typeof block.source === 'object' ? block.source : undefined;
  if (source?.type === 'text') tally.text += countTokens(source.data ?? '');
  else if (source?.type === 'content') addContent(tally, source.content);
  else {
    const { text, fixed } = pdfTokens(pdfOf(block), tally.model);
    tally.text += text;
    tally.fixed += fixed;
  }
  if (typeof block.title === 'string') tally.text += countTokens(block.title);
  if (typeof block.context === 'string') tally.text += countTokens(block.context);
}

/** The tokens of a value written as JSON. With a stack of its own: a caller's JSON may be nested deeper than the machine's stack. */
function countJson(root: unknown, unread: ReadonlySet<string> = NONE): number {
  let count = 0;
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const value = stack.pop();
    if (value === undefined) continue;
    if (typeof value === 'string') count += 1 + countTokens(value);
    else if (typeof value !== 'object' || value === null) count += countTokens(String(value));
    else if (Array.isArray(value)) {
      count += 2;
      for (const item of value) stack.push(item);
    } else {
      count += 1;
      for (const [key, item] of Object.entries(value)) {
        if (unread.has(key) && typeof item === 'string') continue;
        count += 1 + countTokens(key);
        stack.push(item);
      }
    }
  }
  return count;
}
