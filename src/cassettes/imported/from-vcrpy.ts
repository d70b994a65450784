/** Takes in cassettes of VCR.py: YAML or JSON, version 1. Source: https://vcrpy.readthedocs.io */
import { CassetteError } from '../cassette.ts';
import type { HeaderList } from '../recording.ts';
import { isObject } from '../replay/events-of.ts';
import { listAt, numberAt, objectAt, type Place, stringAt, textAt, wrong } from '../store/har-field.ts';
import { type ForeignExchange, type TakeOptions, takeExchange } from './foreign-exchange.ts';
import { type Imported, nothing } from './imported.ts';

/** More uses of an alias than any cassette has are a bomb, which grows to gigabytes. */
const MAX_ALIASES = 100;

/** @throws CassetteError when it is no YAML */
export async function parseYaml(text: string, file: string): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    // Python writes 1.1, in which bytes are !!binary. Its tags for classes are passed by.
    return parse(text, { version: '1.1', maxAliasCount: MAX_ALIASES, logLevel: 'error' });
  } catch (error) {
    throw new CassetteError(`${file} is no YAML: ${(error as Error).message.split('\n')[0]}`, file);
  }
}

/**
 * The calls of a Messages API in it.
 *
 * @param cassette parsed
 * @throws CassetteError when it is none
 */
export async function fromVcrpy(cassette: unknown, file: string, options: TakeOptions): Promise<Imported> {
  const field = objectAt({ value: cassette, path: file });
  const imported = nothing();
  for (const [index, { value }] of listAt(field('interactions')).entries()) {
    const where = `${file} interaction ${index + 1}`;
    try {
      const taken = await takeExchange(exchangeAt({ value, path: where }), options);
      if ('reason' in taken) imported.skipped.push({ where, reason: taken.reason });
      else imported.taken.push({ where, recording: taken });
    } catch (error) {
      if (!(error instanceof CassetteError)) throw error;
      imported.skipped.push({ where, reason: error.message });
    }
  }
  return imported;
}

function exchangeAt(place: Place): ForeignExchange {
  const field = objectAt(place);
  const [request, response] = [objectAt(field('request')), objectAt(field('response'))];
  const headers = headersAt(response('headers'));
  const header = (name: string) => headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? '';
  const body = bytesAt(response('body').value === undefined ? response('content') : response('body'));
  // Bodies that were decoded when they were recorded may still have the header.
  const isPlain = /^\s*[{[]|^(event|data|:)/.test(Buffer.from(body.subarray(0, 20)).toString('latin1'));
  const status = isObject(response('status').value) ? objectAt(response('status')) : undefined;
  return {
    method: stringAt(request('method')).toUpperCase(),
    url: stringAt(request('uri')),
    requestHeaders: headersAt(request('headers')),
    requestBody: Buffer.from(bytesAt(request('body'))).toString('utf8'),
    // The stub of httpx writes it without the object.
    status: numberAt(status?.('code') ?? response('status_code')),
    statusText: status && typeof status('message').value === 'string' ? stringAt(status('message')) : '',
    headers,
    body,
    codings: isPlain ? '' : header('content-encoding'),
    // The cassette does not tell; the service did.
    startedAt: Date.parse(header('date')),
    took: 0,
  };
}

/** Values are lists, in older versions single. */
function headersAt(place: Place): HeaderList {
  if (place.value === undefined || place.value === null) return [];
  const field = objectAt(place);
  return Object.keys(place.value as object).flatMap((name) => {
    const at = field(name);
    const values = Array.isArray(at.value) ? listAt(at) : [at];
    return values.map(
      (value) => [name, typeof value.value === 'number' ? String(value.value) : textAt(value)] as const,
    );
  });
}

/** Text, bytes, nothing, or an object that holds them. */
function bytesAt(place: Place): Uint8Array {
  const { value } = place;
  if (value === undefined || value === null) return Buffer.alloc(0);
  if (typeof value === 'string') return Buffer.from(value);
  if (value instanceof Uint8Array) return value;
  const field = objectAt(place);
  const packed = field('base64_string');
  if (packed.value !== undefined) return Buffer.from(stringAt(packed), 'base64');
  const inner = field('string');
  if (isObject(inner.value) && !(inner.value instanceof Uint8Array)) throw wrong(inner, 'text or bytes');
  return bytesAt(inner);
}
