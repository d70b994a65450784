/** A request body as the journal keeps it: one text, shared by all entries of the same body. */
import type { Body } from '../exchange/body.ts';
import { reduce } from './reduce.ts';

/** Bodies up to this size are kept as they came, and are reduced when they are read. */
const SMALL = 16 * 1024;

export interface KeptBody {
  /** Bytes as they came, one character each; or JSON without its base64. Buffers would keep the socket's memory alive. */
  text: string;
  form: 'bytes' | 'json';
  /** As it came. */
  size: number;
  /** Why it is not here, or not whole. */
  omitted: string | null;
}

/** The name under which a body keeps its own kept form. */
const OWN = Symbol('kept body');

/** What is kept of a body. Never throws. */
export function keepBody(body: Body): KeptBody {
  return body.kept.once(OWN, () => make(body));
}

function make({ bytes, parsed }: Body): KeptBody {
  const size = bytes.length;
  if (size <= SMALL) return { text: bytes.toString('latin1'), form: 'bytes', size, omitted: null };
  if ('error' in parsed) {
    const omitted = `It cannot be read as JSON; only the first ${SMALL} of its ${size} bytes are kept.`;
    return { text: bytes.toString('latin1', 0, SMALL), form: 'bytes', size, omitted };
  }
  const reduced = reduce(parsed.value);
  if (reduced === parsed.value) return { text: bytes.toString('latin1'), form: 'bytes', size, omitted: null };
  return { text: JSON.stringify(reduced), form: 'json', size, omitted: null };
}

/** A body that is not kept at all. */
export function omittedBody(size: number, most: number): KeptBody {
  const omitted = `The entry would be larger than all the journal may hold (${most} bytes), so its body is not kept.`;
  return { text: '', form: 'bytes', size, omitted };
}

/** The body as an entry shows it. */
export function readBody({ text, form, size, omitted }: KeptBody): { value: unknown; raw: string | null } {
  const written = form === 'json' ? text : Buffer.from(text, 'latin1').toString('utf8');
  if (omitted !== null) return { value: null, raw: size > 0 && text === '' ? null : written };
  try {
    const parsed: unknown = JSON.parse(written);
    const value = reduce(parsed);
    // Where something was taken out, the text as it came would bring it back.
    return { value, raw: form === 'bytes' && value === parsed ? written : null };
  } catch {
    return { value: null, raw: written };
  }
}
