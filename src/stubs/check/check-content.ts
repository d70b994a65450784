/** What is wrong with the content of a message that a stub answers. */
import { describeValue } from '../../contract/describe-value.ts';
import type { BlockGiven, Respond } from '../respond.ts';
import type { Findings, Path } from './findings.ts';
import { nearest } from './suggest.ts';

/** Kinds that call a tool. */
const CALLS = new Set(['tool_use', 'server_tool_use', 'mcp_tool_use']);

const CALL = ['id', 'name', 'input', 'caller'];

/** Keys that authors write. Services add to blocks, so others are allowed, unless they look like a slip of the pen. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  text: ['text', 'citations'],
  thinking: ['thinking', 'signature'],
  redacted_thinking: ['data'],
  tool_use: CALL,
  server_tool_use: CALL,
  mcp_tool_use: [...CALL, 'server_name'],
};

/** Texts that nothing fills in. */
const TEXT_OF: Readonly<Record<string, string>> = { text: 'text', thinking: 'thinking' };

/** Adds what is wrong with `text` or `content`, and where the stop reason contradicts them. */
export function checkContent(respond: Respond, path: Path, findings: Findings): void {
  const { text, content } = respond;
  if (text === '') findings.warning([...path, 'text'], EMPTY);
  const blocks = content === undefined ? [] : ([content].flat() as BlockGiven[]);
  for (const [index, block] of blocks.entries()) {
    checkBlock(block, [...path, 'content', ...(Array.isArray(content) ? [index] : [])], findings);
  }
  if (text !== undefined || content !== undefined) checkStop(respond, blocks, path, findings);
}

const EMPTY = 'the text is empty, which the services never send. Write something, or use content: [] for no content.';

function checkBlock(block: BlockGiven, path: Path, findings: Findings): void {
  if (typeof block === 'string') {
    if (block === '') findings.warning(path, EMPTY);
    return;
  }
  if (CALLS.has(block.type)) checkCall(block, path, findings);
  const known = Object.hasOwn(KEYS, block.type) ? KEYS[block.type]! : [];
  for (const name of Object.keys(block)) {
    const meant = name === 'type' || known.includes(name) ? undefined : nearest(name, known);
    if (meant === undefined || Object.hasOwn(block, meant)) continue;
    findings.warning([...path, name], `a block of type ${block.type} has no such key. Did you mean "${meant}"?`);
  }
  const key = Object.hasOwn(TEXT_OF, block.type) ? TEXT_OF[block.type]! : undefined;
  if (key === undefined) return;
  const value = block[key];
  if (typeof value !== 'string') {
    const mend = `Write { type: ${block.type}, ${key}: "..." }.`;
    findings.error([...path, key], `expected a string, but got ${describeValue(value)}. ${mend}`);
  } else if (value === '' && key === 'text') findings.warning([...path, key], EMPTY);
}

function checkCall(block: Exclude<BlockGiven, string>, path: Path, findings: Findings): void {
  const { name, input } = block;
  if (typeof name !== 'string' || name === '') {
    const mend = `Write { type: ${block.type}, name: search, input: { ... } }.`;
    findings.error([...path, 'name'], `expected the name of a tool, but got ${describeValue(name)}. ${mend}`);
  }
  if (input !== undefined && (typeof input !== 'object' || input === null || Array.isArray(input))) {
    const mend = 'Give the arguments as an object, e.g. input: { query: weather }.';
    findings.error([...path, 'input'], `expected an object, but got ${describeValue(input)}. ${mend}`);
  }
}

function checkStop(respond: Respond, blocks: readonly BlockGiven[], path: Path, findings: Findings): void {
  const { stop_reason: reason, stop_sequence: sequence } = respond;
  const calls = blocks.some((block) => typeof block === 'object' && block.type === 'tool_use');
  if (reason === 'tool_use' && !calls) {
    const mend = 'Add a block of type tool_use, or take stop_reason away.';
    findings.warning([...path, 'stop_reason'], `tool_use says that a tool is called, and none is. ${mend}`);
  }
  if (reason === 'end_turn' && calls) {
    const mend = 'Take stop_reason away to have tool_use filled in.';
    findings.warning(
      [...path, 'stop_reason'],
      `end_turn says that nothing is left to do, but a tool is called. ${mend}`,
    );
  }
  if (typeof sequence === 'string' && reason !== undefined && reason !== 'stop_sequence') {
    const mend = `Write stop_reason: stop_sequence, or take stop_sequence away.`;
    findings.warning([...path, 'stop_sequence'], `a message that ends by ${reason} has no stop sequence. ${mend}`);
  }
}
