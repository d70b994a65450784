/** A request body as the journal keeps it: one text, shared by all entries of the same body. */
import type { Body } from '../exchange/body.ts';
import { reduce } from './reduce.ts';

/** Bodies up to this size are kept as they came, and are reduced when they are read. */
const SMALL = 16 * 1024;
/** Texts up to this size cost the garbage collector less than buffers; larger ones are moved about by it, which costs more. */
const SHORT = 4 * 1024;

export interface KeptBody {
  /** What came, or JSON without its base64; a text has one character for each byte. A copy: the original holds the socket's memory. */
  bytes: string | Buffer;
  form: 'as it came' | 'json';
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
  if (size <= SMALL) return { bytes: copyOf(bytes), form: 'as it came', size, omitted: null };
  if ('error' in parsed) {
    const omitted = `It cannot be read as JSON; only the first ${SMALL} of its ${size} bytes are kept.`;
    return { bytes: copyOf(bytes.subarray(0, SMALL)), form: 'as it came', size, omitted };
  }
  const reduced = reduce(parsed.value);
  if (reduced === parsed.value) return { bytes: copyOf(bytes), form: 'as it came', size, omitted: null };
  return { bytes: Buffer.from(JSON.stringify(reduced)), form: 'json', size, omitted: null };
}

function copyOf(bytes: Buffer): string | Buffer {
  return bytes.length <= SHORT ? bytes.toString('latin1') : Buffer.from(bytes);
}

/** A body that is not kept at all. */
export function omittedBody(size: number, most: number): KeptBody {
  const omitted = `The entry would be larger than all the journal may hold (${most} bytes), so its body is not kept.`;
  return { bytes: '', form: 'as it came', size, omitted };
}

/** The body as an entry shows it. */
export function readBody({ bytes, form, size, omitted }: KeptBody): { value: unknown; raw: string | null } {
  const written = (typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes).toString('utf8');
  if (omitted !== null) return { value: null, raw: size > 0 && written === '' ? null : written };
  try {
    const parsed: unknown = JSON.parse(written);
    const value = reduce(parsed);
    // Where something was taken out, the text as it came would bring it back.
    return { value, raw: form === 'as it came' && value === parsed ? written : null };
  } catch {
    return { value: null, raw: written };
  }
}
