/** Bytes in: a request's body, bounded, decompressed, or the reason why it was not taken. */
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { ApiError } from '../errors.ts';

/** What arrived: the bytes, or why there are none. */
export type Arrival = { bytes: Buffer } | { problem: ApiError };

/** Encodings, and what undoes each: functions of `node:zlib`, which few requests need and every start would pay for. */
const DECOMPRESS = {
  gzip: 'gunzip',
  'x-gzip': 'gunzip',
  deflate: 'inflate',
  br: 'brotliDecompress',
} as const;

/** How much of a body beyond the limit is read and thrown away, so that the client can finish sending and read the answer. */
const PATIENCE = 64 * 1024 * 1024;

/**
 * Reads a request's body.
 *
 * @param limit bytes, before and after decompression; nothing beyond it is kept in memory
 * @returns undefined when the client went away before the body was complete
 */
export async function receive(request: IncomingMessage, limit: number): Promise<Arrival | undefined> {
  if (request.readableEnded && hasBody(request)) return { problem: readBefore() };
  const raw = await collect(request, limit);
  if (raw === 'aborted') return undefined;
  if (raw === 'too large') return { problem: tooLarge() };
  if (raw.length > 0) {
    const problem = mediaProblem(request.headers['content-type']);
    if (problem) return { problem };
  }
  const encoding = request.headers['content-encoding']?.trim().toLowerCase();
  return encoding && encoding !== 'identity' ? decompress(raw, encoding, limit) : { bytes: raw };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Waiting for bytes that somebody else has taken would never end. */
function readBefore(): ApiError {
  const message =
    'The body was read before it came to the mock. Mount the mock above whatever reads bodies, such as express.json().';
  return new ApiError('invalid_request', message, { mock: true });
}

function collect(request: IncomingMessage, limit: number): Promise<Buffer | 'too large' | 'aborted'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (size > limit + PATIENCE) resolve('too large');
    });
    request.on('end', () =>
      resolve(size > limit ? 'too large' : chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)),
    );
    request.on('error', () => resolve('aborted'));
    request.on('close', () => resolve('aborted'));
  });
}

/** The services take JSON only. A missing content type is let pass, as both do in practice. */
function mediaProblem(type: string | undefined): ApiError | undefined {
  if (!type || /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) return undefined;
  return new ApiError(
    'unsupported_media',
    `Unsupported content type "${type.slice(0, 80)}". Send the body as application/json.`,
  );
}

async function decompress(raw: Buffer, encoding: string, limit: number): Promise<Arrival> {
  if (!Object.hasOwn(DECOMPRESS, encoding)) {
    const message = `Unsupported content encoding "${encoding.slice(0, 40)}". Use gzip, deflate, br, or none.`;
    return { problem: new ApiError('unsupported_media', message) };
  }
  try {
    const undo = process.getBuiltinModule('node:zlib')[DECOMPRESS[encoding as keyof typeof DECOMPRESS]];
    return { bytes: await promisify<Buffer, object, Buffer>(undo)(raw, { maxOutputLength: limit }) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return { problem: tooLarge() };
    return { problem: new ApiError('invalid_request', `The request body is not valid ${encoding} data.`) };
  }
}

function tooLarge(): ApiError {
  return new ApiError('too_large', 'Request exceeds the maximum size', { headers: { connection: 'close' } });
}
