/** An upstream on a real socket, and mocks before it that record to one folder. */
import { onTestFinished } from 'vitest';
import type { Options } from '../../src/config.ts';
import { createMock, type Mock, type MockParts } from '../../src/mock.ts';
import { folderWith } from './folder.ts';

export interface Listening {
  mock: Mock;
  url: string;
}

/** A mock that listens until the test is over. What it notes about cassettes is kept. */
export async function listening(
  options: Partial<Options> = {},
  parts: MockParts = {},
): Promise<Listening & { notes: string[] }> {
  const notes: string[] = [];
  const fail = (error: unknown): never => {
    throw error;
  };
  const mock = createMock(options, { ci: false, onBug: fail, onCassetteNote: (note) => notes.push(note), ...parts });
  const { url } = await mock.listen({ port: 0 });
  onTestFinished(() => mock.close());
  return { mock, url, notes };
}

/** A folder for cassettes, an upstream, and what makes mocks that know of both. */
export async function pair(upstreamOptions: Partial<Options> = {}) {
  const cassettes = folderWith();
  const upstream = await listening({ seed: 'upstream', ...upstreamOptions });
  const options = { cassettes, upstream: [upstream.url] };
  return {
    cassettes,
    upstream,
    options,
    /** A mock before the upstream. */
    front: (more: Partial<Options> = {}, parts?: MockParts) => listening({ ...options, ...more }, parts),
  };
}
