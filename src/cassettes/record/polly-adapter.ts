/** How Polly records here: it patches nothing, and is handed each exchange. */
import { isUtf8 } from 'node:buffer';
import type { Request, Response } from '@pollyjs/core';
import type { Keeping } from './keeping.ts';
import { Adapter } from './polly-classes.ts';

/** Carried along by Polly, which freezes the arguments but not what they hold. */
export interface Box {
  readonly keeping: Keeping;
  /** Polly swallows errors; they are only told to `onRespond`. */
  failed?: unknown;
}

type BoxedRequest = Request<{ box: Box }>;

export class PollyAdapter extends Adapter<object, BoxedRequest> {
  static override readonly id = 'stuntdouble';

  override onConnect(): void {}

  override onDisconnect(): void {}

  /** The client has had the reply long since, chunk by chunk: what Polly gets is the whole. */
  override async onFetchResponse(
    request: BoxedRequest,
  ): Promise<Pick<Response, 'statusCode' | 'headers' | 'body' | 'encoding'>> {
    const { response } = await request.requestArguments.box.keeping.take();
    const body = Buffer.from(response.body);
    const encoding = isUtf8(body) ? undefined : 'base64';
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: body.toString(encoding ?? 'utf8'),
      encoding,
    };
  }

  override async onRespond(request: BoxedRequest, error?: Error): Promise<void> {
    if (error) request.requestArguments.box.failed = error;
  }
}
