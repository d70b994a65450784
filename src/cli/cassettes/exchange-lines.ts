/** An exchange as a person reads it, in lines. */
import { contentLines, indented, type Style } from './block-lines.ts';
import type { ExchangeView } from './exchange-view.ts';
import { counted, dollarText } from './figures.ts';
import { plain } from './plain.ts';

/** The exchange: a head line, the turns that are new in it, the reply, and what it took. */
export function exchangeLines(view: ExchangeView, style: Style): string[] {
  return [
    headLine(view, style),
    ...indented([...askedLines(view, style), ...replyLines(view, style), ...tailLines(view, style)]),
  ];
}

function headLine(view: ExchangeView, { paint }: Style): string {
  const { number, method, path, dialect, model, status, form, started_at } = view;
  const colour = status < 400 ? paint.green : paint.red;
  const parts = [`${method} ${path}`, dialect, model ?? 'no model'].map(plain);
  return `${paint.bold(`#${number}`)} ${[...parts, colour(String(status)), form, paint.dim(plain(started_at))].join(' · ')}`;
}

function askedLines({ asked }: ExchangeView, style: Style): string[] {
  const { earlier, system, tools, turns, other } = asked;
  const { paint } = style;
  return [
    ...(earlier > 0 && turns.length > 0 ? [paint.dim(`(after ${counted(earlier, 'message')} shown before)`)] : []),
    ...(earlier > 0 && turns.length === 0 ? [paint.dim(`(the same ${counted(earlier, 'message')} again)`)] : []),
    ...(system === null ? [] : turnLines('system', system, style)),
    ...(tools.length === 0 ? [] : [`${paint.bold('tools')} ${plain(tools.join(', '))}`]),
    ...turns.flatMap(({ role, content }) => turnLines(role, content, style)),
    ...(other === null ? [] : turnLines('body', other, style)),
  ];
}

function replyLines({ reply, error, text, broken }: ExchangeView, style: Style): string[] {
  const { paint } = style;
  return [
    ...(reply ? turnLines('assistant', reply.content, style) : []),
    ...(error ? [paint.red(paint.bold(`error ${error.status}`)), ...indented(contentLines(error.body, style))] : []),
    ...(text ? turnLines('reply', text, style) : []),
    ...(broken ? [paint.red(`broken off: ${broken}`)] : []),
  ];
}

function turnLines(role: string, content: unknown, style: Style): string[] {
  return [style.paint.bold(plain(role)), ...indented(contentLines(content, style))];
}

function tailLines({ reply, cost, timing, comment }: ExchangeView, { paint }: Style): string[] {
  const { first, total, chunks, bytes } = timing;
  const size = `${counted(chunks, 'chunk')}, ${counted(bytes, 'byte')}`;
  const took = first === null ? size : `first byte after ${first} ms, whole after ${total} ms, ${size}`;
  return [
    ...(reply ? [paint.yellow(plain(usageText(reply, cost)))] : []),
    paint.dim(took),
    ...(comment === null ? [] : [paint.dim(plain(`note: ${comment}`))]),
  ];
}

function usageText({ stop_reason, usage }: NonNullable<ExchangeView['reply']>, cost: number | null): string {
  const { cache_read_input_tokens: read, cache_creation_input_tokens: written } = usage;
  const cache = [read ? `${count(read)} read from the cache` : '', written ? `${count(written)} written to it` : ''];
  const tokens = [`${count(usage.input_tokens)} in`, ...cache.filter(Boolean), `${count(usage.output_tokens)} out`];
  const stop = typeof stop_reason === 'string' ? stop_reason : 'no stop reason';
  return [stop, `${tokens.join(', ')} tokens`, cost === null ? 'cost unknown' : dollarText(cost)].join(' · ');
}

/** Nobody has checked the usage of a message that broke off. */
function count(tokens: unknown): string {
  return typeof tokens === 'number' ? String(tokens) : '?';
}
