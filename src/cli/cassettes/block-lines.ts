/** Content blocks as a person reads them, in lines. */
import type colors from 'picocolors';
import { isObject, type Json } from '../../cassettes/replay/events-of.ts';
import { jsonText, plain, plainLines } from './plain.ts';

export interface Style {
  paint: ReturnType<typeof colors.createColors>;
  /** Longest text that is shown whole, in characters. */
  limit: number;
}

/** Results of tools hold blocks, and those hold none that hold blocks. */
const DEPTH = 3;

/** The lines of what a turn says: a text, or blocks of any kind, known or not. */
export function contentLines(content: unknown, style: Style, depth = DEPTH): string[] {
  if (typeof content === 'string') return textLines(content, style);
  if (!Array.isArray(content) || depth === 0) return jsonLines(content, style);
  return content.flatMap((block) => blockLines(block, style, depth));
}

function blockLines(block: unknown, style: Style, depth: number): string[] {
  if (!isObject(block) || typeof block['type'] !== 'string') return jsonLines(block, style);
  const { type } = block;
  if (type === 'text') return [...textLines(text(block['text']), style), ...citationLines(block['citations'], style)];
  if (type === 'thinking') return textLines(text(block['thinking']), style).map(style.paint.dim);
  if (type === 'redacted_thinking') return [style.paint.dim('(redacted thinking)')];
  if (type.endsWith('tool_use')) return callLines(block, style);
  if (type.endsWith('tool_result')) return resultLines(block, style, depth);
  if (type === 'image' || type === 'document') return [mediaLine(block)];
  // What only the service can read tells people nothing.
  const { type: _, encrypted_content: __, ...rest } = block;
  return [`[${plain(type)}]`, ...jsonLines(rest, style)];
}

function callLines({ type, name, id, input }: Json, { paint, limit }: Style): string[] {
  const kind = type === 'tool_use' ? 'call' : plain(text(type));
  const head = `${paint.cyan(`→ ${kind} ${plain(text(name))}`)} ${paint.dim(plain(text(id)))}`;
  return [head, ...indented(jsonLines(input, { paint, limit }))];
}

function resultLines(block: Json, style: Style, depth: number): string[] {
  const { type, tool_use_id, is_error, content } = block;
  const kind = type === 'tool_result' ? 'result' : plain(text(type));
  const { paint } = style;
  const mark = is_error === true ? ` ${paint.red('error')}` : '';
  const head = `${paint.cyan(`← ${kind}`)} ${paint.dim(plain(text(tool_use_id)))}${mark}`;
  return [head, ...(content === undefined ? [] : indented(contentLines(content, style, depth - 1)))];
}

function mediaLine({ type, source, title }: Json): string {
  const { media_type, data, url, file_id } = isObject(source) ? source : {};
  const what = [type, title, media_type, url ?? file_id].filter((part) => typeof part === 'string');
  // A reference to a side file is short; base64 is not for people.
  const size = typeof data !== 'string' ? '' : data.length < 200 ? ` ${data}` : ` ${data.length} characters`;
  return plain(`[${what.join(' ')}${size}]`);
}

function citationLines(citations: unknown, { paint }: Style): string[] {
  if (!Array.isArray(citations)) return [];
  return citations.filter(isObject).map((citation, index) => {
    const { cited_text, title, document_title, url, source } = citation;
    const from = [title ?? document_title, url ?? source].filter((part) => typeof part === 'string').join(', ');
    return paint.dim(plain(`  [${index + 1}] "${text(cited_text).slice(0, 200)}"${from === '' ? '' : ` ${from}`}`));
  });
}

function textLines(whole: string, { paint, limit }: Style): string[] {
  if (whole.length <= limit) return plainLines(whole);
  const rest = whole.length - limit;
  return [...plainLines(whole.slice(0, limit)), paint.dim(`… ${rest} more characters, shown by --full`)];
}

function jsonLines(value: unknown, style: Style): string[] {
  if (value === undefined) return [];
  try {
    return textLines(jsonText(value), style);
  } catch {
    // The only way to fail for what was parsed from JSON.
    return [style.paint.dim('(nested too deep to be shown)')];
  }
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
