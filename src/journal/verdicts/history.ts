/** The conversation in a request: its turns, the tools called in it, and from which earlier request it goes on. */
import { createHash } from 'node:crypto';
import { canonical } from '../../canonical.ts';
import type { View } from '../view.ts';
import { type Fields, fieldsOf, listOf, textOf } from './received.ts';

export interface Turn {
  role: unknown;
  /** Without cache_control, which clients move about. */
  blocks: readonly Fields[];
}

export interface History {
  body: Fields;
  turns: readonly Turn[];
  /** One for each number of turns from 1: equal where all turns up to there are. */
  prefixes: readonly string[];
}

const DEPTH = 256;

/** The conversation of a messages request; undefined for what is none. */
export function historyOf(view: View): History | undefined {
  const body = fieldsOf(view.body().value);
  if (view.noted.deed !== 'messages' || !Array.isArray(body['messages'])) return undefined;
  const turns = body['messages'].map(turnOf);
  const prefixes: string[] = [];
  try {
    for (const turn of turns) {
      const before = prefixes.at(-1) ?? '';
      prefixes.push(
        createHash('sha256')
          .update(before + canonical(turn, DEPTH))
          .digest('base64'),
      );
    }
  } catch {
    return undefined;
  }
  return { body, turns, prefixes };
}

function turnOf(message: unknown): Turn {
  const { role, content } = fieldsOf(message);
  const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : listOf(content);
  return { role: role ?? null, blocks: blocks.map((block) => withoutMarker(fieldsOf(block))) };
}

function withoutMarker(block: Fields): Fields {
  const { cache_control: _, ...rest } = block;
  return rest;
}

/** Blocks of a kind in a turn. */
export function blocksOf(turn: Turn | undefined, type: string): readonly Fields[] {
  return turn?.blocks.filter((block) => block['type'] === type) ?? [];
}

/** All that is said in blocks, without the white space around it. */
export function spoken(blocks: readonly Fields[]): string {
  const texts = blocks.filter(({ type }) => type === 'text').map(({ text }) => textOf(text));
  return texts.join('').trim();
}

/** Whether two values are the same JSON. What is nested too deep is not. */
export function same(a: unknown, b: unknown): boolean {
  try {
    return canonical(a ?? null, DEPTH) === canonical(b ?? null, DEPTH);
  } catch {
    return false;
  }
}
