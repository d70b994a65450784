/** The parts of an HTTP archive (HAR 1.2) that are written here. Source: http://www.softwareishard.com/blog/har-12-spec/ */

export interface HarPair {
  name: string;
  value: string;
}

export interface HarEntry {
  /** ISO 8601. */
  startedDateTime: string;
  /** Milliseconds: the sum of the timings. */
  time: number;
  request: {
    method: string;
    url: string;
    httpVersion: string;
    cookies: never[];
    headers: HarPair[];
    queryString: HarPair[];
    postData?: { mimeType: string; params?: never[]; text: string };
    /** -1: not known. */
    headersSize: number;
    bodySize: number;
    comment?: string;
  };
  response: {
    status: number;
    statusText: string;
    httpVersion: string;
    cookies: never[];
    headers: HarPair[];
    content: { size: number; mimeType: string; text: string; encoding?: 'base64' };
    redirectURL: string;
    headersSize: number;
    bodySize: number;
    comment?: string;
  };
  cache: Record<string, never>;
  timings: {
    send: number;
    wait: number;
    receive: number;
    blocked?: number;
    dns?: number;
    connect?: number;
    ssl?: number;
  };
  /** Fields of our own, as the format demands with an underscore. */
  [own: `_${string}`]: unknown;
}

export interface Har {
  log: {
    version: '1.2';
    creator: { name: string; version: string; comment?: string };
    pages?: never[];
    entries: HarEntry[];
    [own: `_${string}`]: unknown;
  };
}
