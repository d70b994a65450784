/** Takes in HAR files: of browsers, of Polly.js, and our own. */
import { isUtf8 } from 'node:buffer';
import type { HarEntry } from '../../har.ts';
import { CassetteError } from '../cassette.ts';
import { keptHeaders } from '../kept-headers.ts';
import type { HeaderList, Recording } from '../recording.ts';
import { fromEntry } from '../store/from-entry.ts';
import { listAt, numberAt, objectAt, type Place, stringAt, textAt, wrong } from '../store/har-field.ts';
import { type ForeignExchange, type TakeOptions, takeExchange } from './foreign-exchange.ts';
import { type Imported, nothing } from './imported.ts';

/**
 * The calls of a Messages API in it.
 *
 * @param har parsed JSON
 * @param isPolly keeps Polly's own ids, and undoes its way to write compressed bodies
 * @param file its name, for remarks
 * @throws CassetteError when it is no HAR
 */
export async function fromHar(har: unknown, file: string, isPolly: boolean, options: TakeOptions): Promise<Imported> {
  const log = objectAt(objectAt({ value: har, path: file })('log'));
  const imported = nothing();
  for (const [index, entry] of listAt(log('entries')).entries()) {
    const where = `${file} entry ${index + 1}`;
    const taken = await take({ value: entry.value, path: where }, isPolly, options).catch((error: unknown) => {
      if (!(error instanceof CassetteError)) throw error;
      return { reason: error.message };
    });
    if ('reason' in taken) imported.skipped.push({ where, reason: taken.reason });
    else imported.taken.push({ where, recording: taken });
  }
  return imported;
}

async function take(entry: Place, isPolly: boolean, options: TakeOptions): Promise<Recording | { reason: string }> {
  const field = objectAt(entry);
  if (isPolly && field('_stuntdouble').value !== undefined) return ownEntry(entry);
  const [request, response] = [objectAt(field('request')), objectAt(field('response'))];
  const headers = headersAt(response('headers'));
  const content = objectAt(response('content'));
  const coding = headers.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1] ?? '';
  // Its adapter for fetch gets bodies decompressed, with the header still there.
  const isBinary = content('encoding').value === 'base64' || content('_isBinary').value === true;
  const packed = isPolly && coding !== '' && isBinary;
  const data = request('postData');
  const exchange: ForeignExchange = {
    method: stringAt(request('method')).toUpperCase(),
    url: stringAt(request('url')),
    requestHeaders: headersAt(request('headers')),
    requestBody: data.value === undefined || data.value === null ? '' : textAt(objectAt(data)('text')),
    status: numberAt(response('status')),
    statusText: textAt(response('statusText')),
    headers,
    body: packed ? piecesIn(content('text')) : bytesIn(content),
    codings: packed ? coding : '',
    startedAt: Date.parse(textAt(field('startedDateTime'))),
    took: numberIn(field('time')),
  };
  const taken = await takeExchange(exchange, options);
  if ('reason' in taken || !isPolly) return taken;
  return { ...taken, polly: { id: stringAt(field('_id')), order: numberAt(field('_order')) } };
}

/** Somebody may have added headers. */
function ownEntry({ value, path }: Place): Recording {
  const recording = fromEntry(value as HarEntry, path);
  const { request, response } = recording;
  const { body, chunks } = response;
  return {
    ...recording,
    request: { ...request, headers: keptHeaders(request.headers, 'request') },
    response: { ...response, body, chunks, headers: keptHeaders(response.headers, 'response') },
  };
}

function headersAt(place: Place): HeaderList {
  return listAt(place).map((pair) => {
    const field = objectAt(pair);
    return [stringAt(field('name')), textAt(field('value'))] as const;
  });
}

function bytesIn(content: (key: string) => Place): Uint8Array {
  const text = textAt(content('text'));
  return Buffer.from(text, content('encoding').value === 'base64' ? 'base64' : 'utf8');
}

function numberIn({ value }: Place): number {
  return typeof value === 'number' ? value : 0;
}

/** Polly's adapter for Node writes a compressed body as a list of its pieces. */
function piecesIn(place: Place): Uint8Array {
  const text = textAt(place);
  try {
    const pieces: unknown = JSON.parse(text);
    if (Array.isArray(pieces) && pieces.every((piece) => typeof piece === 'string'))
      return Buffer.concat(pieces.map((piece: string) => Buffer.from(piece, isHex(piece) ? 'hex' : 'base64')));
  } catch {
    // Older versions wrote all of it in one.
  }
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || isUtf8(bytes)) throw wrong(place, 'base64 of a compressed body');
  return bytes;
}

/** As versions before 5 wrote them. Base64 of compressed bytes, which begin with a magic number, never looks like that. */
function isHex(piece: string): boolean {
  return /^([0-9a-f]{2})+$/.test(piece);
}
